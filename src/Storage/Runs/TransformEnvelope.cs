using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>What a transform's line says beside what came out.</summary>
/// <param name="Generation">The generation.</param>
/// <param name="Record">The record that it was made from, wherever it is.</param>
/// <param name="Transform">The id of the transform's identity: its settings and code.</param>
/// <param name="Input">The id of the digest of what it was given: the record's JSON, or the output of the transform before it.</param>
/// <param name="Name">The transform's name, by the grammar of names that stand in lines.</param>
/// <param name="Time">When it was made.</param>
public readonly record struct TransformEnvelope(KeyId Generation, RecordReference Record, KeyId Transform, KeyId Input, string Name, DateTimeOffset Time)
{
    /// <summary>What the try has used up; null when nobody said, and in an output that was taken over from another line.</summary>
    public Usage? Usage { get; init; }

    /// <summary>How long the try took; it stands with its <see cref="Usage"/>, and is null without.</summary>
    public TimeSpan? Elapsed { get; init; }
}
