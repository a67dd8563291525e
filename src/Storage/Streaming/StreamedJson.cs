using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Streaming;

/// <summary>An attempt with the bytes of its record.</summary>
/// <param name="Head">What is known beside it.</param>
/// <param name="SchemaId">The schema id of the record; empty where the attempt failed.</param>
/// <param name="Json">The exact JSON of the record, UTF-8, with templates and shared texts by id; empty where the attempt failed.</param>
/// <param name="Error">What went wrong; null where it succeeded.</param>
public readonly record struct StreamedJson(StreamedEnvelope Head, string SchemaId, ReadOnlyMemory<byte> Json, RecordError? Error);
