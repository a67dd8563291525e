namespace TrialKeep.Storage.Runs;

/// <summary>Names one line of one journal of the experiment.</summary>
/// <param name="Run">The run.</param>
/// <param name="Writer">The writer, <c>w0001</c>.</param>
/// <param name="Sequence">The sequence number.</param>
public readonly record struct RecordReference(RunId Run, string Writer, long Sequence);
