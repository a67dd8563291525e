namespace TrialKeep.Storage.Runs;

/// <summary>A run that was looked for.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Id">The run.</param>
public sealed record FoundRun(string Experiment, RunId Id);
