namespace TrialKeep.Orchestration.Data;

/// <summary>A file that rows come from, and what a user said about it.</summary>
/// <param name="Source">The file.</param>
/// <param name="Description">What was said; null when nothing was.</param>
internal sealed record DataOrigin(DataSource Source, DataDescription? Description);
