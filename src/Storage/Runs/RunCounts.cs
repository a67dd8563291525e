namespace TrialKeep.Storage.Runs;

/// <summary>How many generations of a run stand where.</summary>
/// <param name="Planned">In the manifest.</param>
/// <param name="Succeeded">With a record, reused ones included.</param>
/// <param name="Failed">With failures only.</param>
/// <param name="Missing">Without any record.</param>
public readonly record struct RunCounts(int Planned, int Succeeded, int Failed, int Missing);
