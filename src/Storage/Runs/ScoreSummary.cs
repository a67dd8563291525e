using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>What of a score is kept in memory: enough to tell whether it is current and what it says, without reading its line again.</summary>
/// <param name="Record">The record that was scored.</param>
/// <param name="References">The id of the digest of the task's references.</param>
/// <param name="Output">The id of the digest of what a transform made of the record and was scored; null when it was the record itself.</param>
/// <param name="Value">The number; null when there is none.</param>
/// <param name="HasError">The evaluator failed.</param>
public readonly record struct ScoreSummary(RecordReference Record, KeyId References, KeyId? Output, double? Value, bool HasError)
{
    /// <summary>The score was made from this record and these references, and the evaluator did not fail.</summary>
    public bool IsCurrent(in RecordReference record, KeyId references) => !HasError && IsFrom(record, references);

    /// <summary>The score was made from this record, and this output of a transform unless that is null, and these references, and the evaluator did not fail.</summary>
    public bool IsCurrent(in RecordReference record, KeyId references, KeyId? output) => IsCurrent(record, references) && (output is null || Output == output);

    /// <summary>It was made from this record and these references, whatever came of it.</summary>
    public bool IsFrom(in RecordReference record, KeyId references) => References == references && Record == record;
}
