using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>What an evaluator said about a record. It has a value, a label, or a reason or an error why it has neither.</summary>
/// <param name="Generation">The generation.</param>
/// <param name="Record">The record that was scored.</param>
/// <param name="Output">The id of the digest of what was scored: the record's JSON, or what the transform made of it (<see cref="TransformSummary.Output"/>).</param>
/// <param name="References">The id of the digest of the task's references.</param>
/// <param name="Value">The number; null when there is none.</param>
/// <param name="Label">The label; null when there is none.</param>
/// <param name="Explanation">Why, in the evaluator's words; null when there is none.</param>
/// <param name="Unscored">The reason why there is no score; null when there is one.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
/// <param name="Time">When it was made.</param>
/// <param name="Transform">The transform whose output was scored; null when it was the record itself.</param>
public readonly record struct StoredScore(
    KeyId Generation,
    RecordReference Record,
    KeyId Output,
    KeyId References,
    double? Value,
    string? Label,
    string? Explanation,
    string? Unscored,
    RecordError? Error,
    DateTimeOffset Time,
    KeyId? Transform = null)
{
    /// <summary>What the try has used up, of a judge for instance; null when nobody said, and in a score that was taken over from another run.</summary>
    public Usage? Usage { get; init; }

    /// <summary>How long the try took; it stands with its <see cref="Usage"/>, and is null without.</summary>
    public TimeSpan? Elapsed { get; init; }

    /// <summary>A score is current when it was made from this record and these references, and the evaluator did not fail.</summary>
    /// <param name="record">The record that stands.</param>
    /// <param name="references">The id of the digest of the task's references as they are now.</param>
    public bool IsCurrent(in RecordReference record, KeyId references) => Summary.IsCurrent(record, references);

    /// <summary>What of it is kept in memory.</summary>
    public ScoreSummary Summary => new(Record, References, Transform is null ? null : Output, Value, Error is not null);
}
