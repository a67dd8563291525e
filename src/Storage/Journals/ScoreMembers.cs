using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Journals;

/// <summary>What an index keeps of a score's line.</summary>
internal readonly record struct ScoreMembers
{
    public KeyId Generation { get; init; }

    /// <summary>Where in the line the run stands that has the record which was scored.</summary>
    public (int At, int Length) Run { get; init; }

    /// <summary>Where in the line that record's writer stands.</summary>
    public (int At, int Length) Writer { get; init; }

    public long Sequence { get; init; }

    /// <summary>The id of the digest of what a transform made of the record; null when the record itself was scored.</summary>
    public KeyId? Output { get; init; }

    /// <summary>The id of the digest of the task's references.</summary>
    public KeyId References { get; init; }

    public double? Value { get; init; }

    /// <summary>The evaluator failed.</summary>
    public bool HasError { get; init; }

    /// <summary>What the try has used up; null when nobody said.</summary>
    public Usage? Usage { get; init; }

    /// <summary>How long the try took; null when nobody said.</summary>
    public TimeSpan? Elapsed { get; init; }

    public ReadOnlySpan<byte> RunOf(ReadOnlySpan<byte> line) => line.Slice(Run.At, Run.Length);

    public ReadOnlySpan<byte> WriterOf(ReadOnlySpan<byte> line) => line.Slice(Writer.At, Writer.Length);
}
