namespace TrialKeep.Storage.Runs;

/// <summary>An appended line.</summary>
/// <param name="Sequence">Its sequence number in the writer's stream, from 1.</param>
/// <param name="Durable">Completes when the line is durable; fails with a <see cref="StoreException"/> when it can't be made so.</param>
public readonly record struct Appended(long Sequence, Task Durable);
