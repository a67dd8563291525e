using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Checks the JSON names of a type's members against names that are no members': tags and names that were retired.</summary>
internal static class NameChecks
{
    public static void Check(INamedTypeSymbol type, IReadOnlyList<MemberModel> members, Polymorphism? polymorphism, string owner, DiagnosticBag bag)
    {
        INamedTypeSymbol? root = DerivedTypes.BaseOf(type);
        string? tag = polymorphism?.TagName ?? (root is null ? null : DerivedTypes.TagName(root));
        if (tag is not null && Taking(members, tag) is { } taking)
        {
            bag.BlockName(Descriptors.RepeatedWireName, Location(type, taking.Name), tag, "the tag of the derived types", taking.Name, owner, tag);
        }

        foreach (string retired in Retired(type))
        {
            if (Returning(members, retired) is { } returning) bag.Report(Descriptors.RetiredName, Location(type, returning.Name), returning.Name, owner, retired);
        }
    }

    private static IEnumerable<string> Retired(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            foreach (AttributeData attribute in AttributeSet.Of(at).All(KnownTypes.Retired))
            {
                if (attribute.Text(0) is { } name) yield return name;
            }
        }
    }

    private static MemberModel? Taking(IEnumerable<MemberModel> members, string name) =>
        members.FirstOrDefault(m => m.Aliases.Prepend(m.JsonName).Any(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)));

    // The name that was retired may be that in C#, in JSON or in keys: none may come back.
    private static MemberModel? Returning(IEnumerable<MemberModel> members, string name) =>
        Taking(members, name) ?? members.FirstOrDefault(m => Same(m.Name, name) || Same(m.KeyName, name));

    private static bool Same(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static Location? Location(INamedTypeSymbol type, string member)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers(member).FirstOrDefault()?.Locations.FirstOrDefault() is { } found) return found;
        }

        return type.Locations.FirstOrDefault();
    }
}
