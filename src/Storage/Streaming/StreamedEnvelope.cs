using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>What is known of an attempt without reading what came out.</summary>
/// <param name="Envelope">Generation, task, variant, sample, attempt, time.</param>
/// <param name="Reference">Its line; of a reuse that of the record itself, in another run.</param>
/// <param name="IsReuse">The record is another run's.</param>
/// <param name="Succeeded">There is a record; else there is an error.</param>
public readonly record struct StreamedEnvelope(RecordEnvelope Envelope, RecordReference Reference, bool IsReuse, bool Succeeded);
