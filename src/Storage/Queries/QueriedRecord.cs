using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Queries;

/// <summary>A record that a query found.</summary>
/// <typeparam name="TRecord">The annotated type.</typeparam>
/// <param name="Experiment">Its experiment.</param>
/// <param name="Reference">The run that made it, and its line there.</param>
/// <param name="Envelope">What is known of the attempt.</param>
/// <param name="Record">What came out.</param>
public readonly record struct QueriedRecord<TRecord>(string Experiment, RecordReference Reference, RecordEnvelope Envelope, TRecord Record);
