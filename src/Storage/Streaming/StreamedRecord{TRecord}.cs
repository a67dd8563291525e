using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>An attempt with what came out.</summary>
/// <typeparam name="TRecord">The type of the record.</typeparam>
/// <param name="Head">What is known beside it.</param>
/// <param name="Record">The record; the default where the attempt failed.</param>
/// <param name="Error">What went wrong; null where it succeeded.</param>
public readonly record struct StreamedRecord<TRecord>(StreamedEnvelope Head, TRecord? Record, RecordError? Error);
