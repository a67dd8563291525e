namespace TrialKeep.Runtime.Schemas;

/// <summary>What a member means for identity.</summary>
public enum MemberRole
{
    /// <summary>A member of a record or a part: not part of any key.</summary>
    None,

    /// <summary>Part of the key.</summary>
    KeyPart,

    /// <summary>The item's id, part of the key.</summary>
    ItemId,

    /// <summary>The expected answer or label: for evaluators only.</summary>
    Reference,

    /// <summary>Not part of the key, with a reason; or only a slice or cluster.</summary>
    NotInKey,
}
