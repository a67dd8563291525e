namespace TrialKeep.Storage.Runs;

/// <summary>One version of a task: all versions have one key and differ in references, slices or what is not in the key.</summary>
/// <param name="Task">The task as it was then.</param>
/// <param name="Reference">Its line: run, writer and sequence.</param>
/// <param name="Revised">When it replaced an earlier version, of this run or of the one whose record is reused; null of a first one, which is as old as its first record.</param>
public sealed record TaskVersion(StoredTask Task, RecordReference Reference, DateTimeOffset? Revised);
