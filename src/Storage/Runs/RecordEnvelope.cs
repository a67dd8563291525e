using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>What is known of an attempt beside what came out.</summary>
/// <param name="Generation">The generation.</param>
/// <param name="Task">The task.</param>
/// <param name="Variant">The variant.</param>
/// <param name="Sample">The index of the sample, from 0.</param>
/// <param name="Attempt">The try, from 1, counted over all sessions.</param>
/// <param name="Time">When the attempt ended.</param>
/// <param name="Elapsed">How long it took; not negative.</param>
public readonly record struct RecordEnvelope(KeyId Generation, KeyId Task, KeyId Variant, int Sample, int Attempt, DateTimeOffset Time, TimeSpan Elapsed)
{
    /// <summary>What the attempt has used up; null when nobody said.</summary>
    public Usage? Usage { get; init; }

    /// <summary>How the answer ended.</summary>
    public AnswerOutcome Outcome { get; init; }
}
