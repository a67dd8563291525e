using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Gathers the stored members of one type and what they are for.</summary>
internal sealed class MemberList(AnnotatedKind kind, string owner, bool isJoined, MemberModelReader reader, DiagnosticBag bag)
{
    private readonly List<MemberModel> _members = [];
    private readonly KeyPartReader _keyParts = new(owner, isJoined, bag);

    // References are compared by a digest of their values, whatever the style of the key.
    private readonly KeyPartReader _references = new(owner, isJoined: false, bag);

    public IReadOnlyList<MemberModel> Members => _members;

    public EquatableArray<KeyPartModel> KeyParts => _keyParts.Parts;

    public EquatableArray<KeyPartModel> References => _references.Parts;

    public MemberModel? ItemId { get; private set; }

    public MemberModel? Extension { get; private set; }

    /// <summary>Adds a member in its order.</summary>
    public void Add(StoredMember member)
    {
        if (member.Attributes.Has(KnownTypes.JsonExtensionData))
        {
            TakeExtension(member);
            return;
        }

        if (reader.Read(member) is not { } model) return;
        CheckWireNames(member, model);
        _members.Add(model);
        if (model.Role == Role.ItemId) TakeItemId(member, model);
        if (model.Role is Role.KeyPart or Role.ItemId) _keyParts.Add(member, model);
        else if (model.Role == Role.Reference) _references.Add(member, model);
    }

    /// <summary>Checks what only all members together show.</summary>
    public void Complete(INamedTypeSymbol type, Polymorphism? polymorphism)
    {
        Location? location = type.Locations.FirstOrDefault();
        _keyParts.CheckOrder();
        NameChecks.Check(type, _members, polymorphism, owner, bag);
        bool needsKey = kind is AnnotatedKind.Task or AnnotatedKind.Variant && polymorphism is null;
        if (needsKey && _keyParts.IsEmpty && !bag.IsBlocked) bag.Report(Descriptors.NoKeyPart, location, owner);
    }

    private void TakeExtension(StoredMember member)
    {
        if (Extension is not null) bag.Block(Descriptors.BadExtensionData, member.Location, member.Name, owner, $"'{Extension.Name}' does already; keep one");
        Extension ??= reader.ReadExtension(member);
    }

    private void TakeItemId(StoredMember member, MemberModel model)
    {
        if (ItemId is not null) bag.Report(Descriptors.TwoRoles, member.Location, model.Name, owner, "[ItemId]", $"a second one beside '{ItemId.Name}'");
        ItemId ??= model;
    }

    private void CheckWireNames(StoredMember member, MemberModel model)
    {
        foreach (string name in model.Aliases.Prepend(model.JsonName))
        {
            MemberModel? other = _members.FirstOrDefault(e => e.Aliases.Prepend(e.JsonName).Any(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)));
            if (other is not null) bag.BlockName(Descriptors.RepeatedWireName, member.Location, name, other.Name, model.Name, owner, name);
        }
    }
}
