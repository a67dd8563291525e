namespace TrialKeep.Generator.Model;

/// <summary>What a member means for identity; the names are those of the Runtime's <c>MemberRole</c>.</summary>
internal enum Role
{
    None,
    KeyPart,
    ItemId,
    Reference,
    NotInKey,
}
