using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>What a transform made of a record. It has an output, a reason why there is none, or an error.</summary>
/// <param name="Envelope">Whose record it was, and by which transform.</param>
/// <param name="Output">The id of the digest of the output's JSON, or of that of the reason; zero when it failed.</param>
/// <param name="Json">The JSON of the output as it was stored; empty when there is none.</param>
/// <param name="None">Why nothing was found; null when there is an output or an error.</param>
/// <param name="Error">What went wrong; null when nothing did.</param>
public sealed record StoredTransform(TransformEnvelope Envelope, KeyId Output, ReadOnlyMemory<byte> Json, string? None, RecordError? Error)
{
    /// <summary>What came out.</summary>
    public TransformOutcome Outcome => Error is not null ? TransformOutcome.Failed : None is not null ? TransformOutcome.None : TransformOutcome.Output;
}
