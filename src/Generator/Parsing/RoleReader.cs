using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Reads what members mean for identity, and demands that each says it.</summary>
internal static class RoleReader
{
    private static readonly (string Attribute, Role Role, string Display)[] s_roles =
    [
        (KnownTypes.KeyPart, Role.KeyPart, "[KeyPart]"),
        (KnownTypes.ItemId, Role.ItemId, "[ItemId]"),
        (KnownTypes.Reference, Role.Reference, "[Reference]"),
        (KnownTypes.NotInKey, Role.NotInKey, "[NotInKey]"),
    ];

    private static readonly (string Attribute, string Display)[] s_groupings = [(KnownTypes.Slice, "[Slice]"), (KnownTypes.Cluster, "[Cluster]")];

    public static bool HasRole(AttributeSet attributes) =>
        s_roles.Any(role => attributes.Has(role.Attribute)) || s_groupings.Any(grouping => attributes.Has(grouping.Attribute));

    /// <summary>The role of a member.</summary>
    /// <param name="member">The member.</param>
    /// <param name="kind">What its type is for.</param>
    /// <param name="demandsRole">Every member of the type must have one.</param>
    /// <param name="owner">The type's name, for messages.</param>
    /// <param name="bag">Where problems go.</param>
    public static Role Read(StoredMember member, AnnotatedKind kind, bool demandsRole, string owner, DiagnosticBag bag)
    {
        var roles = s_roles.Where(role => member.Attributes.Has(role.Attribute)).ToArray();
        string? grouping = s_groupings.Where(g => member.Attributes.Has(g.Attribute)).Select(static g => g.Display).FirstOrDefault();
        if (Conflict(member, roles.Select(static r => r.Display), grouping, roles.FirstOrDefault().Role) is { } conflict)
        {
            bag.Report(Descriptors.TwoRoles, member.Location, member.Name, owner, conflict.First, conflict.Second);
        }

        if (roles.Length > 0) return roles[0].Role;
        if (grouping is not null) return kind is AnnotatedKind.Record || !demandsRole ? Role.None : Role.NotInKey;
        if (demandsRole) bag.Report(Descriptors.NoRole, member.Location, member.Name, owner, Cures(kind));
        return Role.None;
    }

    private static (string First, string Second)? Conflict(StoredMember member, IEnumerable<string> roles, string? grouping, Role first)
    {
        List<string> all = [.. roles];
        if (grouping is not null && first != Role.KeyPart && all.Count > 0) all.Add(grouping);
        if (MemberFinder.IsIgnored(member)) all.Add("[JsonIgnore], which keeps it out of the store");
        return all.Count > 1 ? (all[0], all[1]) : null;
    }

    private static string Cures(AnnotatedKind kind) => kind == AnnotatedKind.Task
        ? "[KeyPart], [ItemId], [Reference], [NotInKey(\"why\")], [Slice] or [Cluster]"
        : "[KeyPart] or [NotInKey(\"why\")]";
}
