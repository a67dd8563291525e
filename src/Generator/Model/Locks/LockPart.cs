namespace TrialKeep.Generator.Model.Locks;

/// <summary>The members of a schema, or of a part without an id that is nested in one.</summary>
/// <param name="Version">The wire version.</param>
/// <param name="KeyVersion">The version of the key.</param>
/// <param name="Separator">Between the parts of a joined key; null for a native key.</param>
internal sealed record LockPart(int Version, int KeyVersion, string? Separator)
{
    /// <summary>The stored members in the order of the JSON.</summary>
    public EquatableArray<LockMember> Members { get; init; } = EquatableArray<LockMember>.Empty;

    /// <summary>The name of the tag of the derived types; empty without any.</summary>
    public string TagName { get; init; } = "";

    /// <summary>The derived types that a base lists: their names are the tags.</summary>
    public EquatableArray<LockMember> Derived { get; init; } = EquatableArray<LockMember>.Empty;

    /// <summary>Names that may not come back.</summary>
    public EquatableArray<string> Retired { get; init; } = EquatableArray<string>.Empty;
}
