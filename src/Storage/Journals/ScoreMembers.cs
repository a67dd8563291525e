using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Journals;

/// <summary>What an index keeps of a score's line.</summary>
internal readonly ref struct ScoreMembers
{
    public KeyId Generation { get; init; }

    /// <summary>The record that was scored, as the line names it.</summary>
    public ReadOnlySpan<byte> Run { get; init; }

    public ReadOnlySpan<byte> Writer { get; init; }

    public long Sequence { get; init; }

    /// <summary>The id of the digest of what a transform made of the record; null when the record itself was scored.</summary>
    public KeyId? Output { get; init; }

    /// <summary>The id of the digest of the task's references.</summary>
    public KeyId References { get; init; }

    public double? Value { get; init; }

    /// <summary>The evaluator failed.</summary>
    public bool HasError { get; init; }
}
