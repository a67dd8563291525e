using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Streaming;

namespace TrialKeep.Orchestration.Estimating;

/// <summary>What the answers of an experiment took, by variant: each attempt that succeeded once, in whichever run it was made.</summary>
internal sealed class CallHistory
{
    private readonly Dictionary<KeyId, CallSums> _variants = [];

    public static CallHistory Of(StoredExperiment? experiment)
    {
        CallHistory history = new();
        if (experiment is null) return history;
        foreach (StreamedEnvelope attempt in experiment.StreamAttempts().Envelopes())
        {
            if (attempt.Succeeded) history.Add(attempt.Envelope);
        }

        return history;
    }

    /// <summary>Of a variant, whatever its code was.</summary>
    public CallSums Of(KeyId variant) => _variants.GetValueOrDefault(variant);

    /// <summary>Of all variants of the experiment.</summary>
    public CallSums All => _variants.Values.Aggregate(default(CallSums), static (left, right) => left + right);

    // An import may not say how long a call took; that is no call of no time.
    private void Add(in RecordEnvelope envelope)
    {
        CallSums call = envelope.Elapsed > TimeSpan.Zero ? new() { Timed = 1, Seconds = envelope.Elapsed.TotalSeconds } : default;
        if (envelope.Usage is { } usage) call = call with { Counted = 1, Input = usage.InputTokens, Output = usage.OutputTokens, Cached = usage.CachedTokens, Priced = usage.Cost is null ? 0 : 1, Cost = usage.Cost ?? 0 };
        _variants[envelope.Variant] = Of(envelope.Variant) + call;
    }
}
