namespace TrialKeep.Storage.Runs;

/// <summary>A run in a list.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Id">The run.</param>
/// <param name="Info">What run.json says; null when it can't be read.</param>
/// <param name="Status">The status, stale told from running; null when run.json can't be read.</param>
/// <param name="Marks">Its pin and tags.</param>
/// <param name="Error">Why run.json or marks.json can't be read; null when they can.</param>
public sealed record RunSummary(string Experiment, RunId Id, RunInfo? Info, RunStatus? Status, RunMarks Marks, StoreException? Error);
