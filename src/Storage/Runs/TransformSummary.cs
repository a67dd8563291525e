using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>What of a transform's line is kept in memory: enough to tell whether it is current, without reading it again.</summary>
/// <param name="Record">The record that it was made from.</param>
/// <param name="Input">The id of the digest of what the transform was given.</param>
/// <param name="Output">The id of the digest of the output's JSON, or of the JSON of the reason why there is none; zero when it failed.</param>
/// <param name="Outcome">What came out.</param>
public readonly record struct TransformSummary(RecordReference Record, KeyId Input, KeyId Output, TransformOutcome Outcome);
