namespace TrialKeep.Storage.Runs;

/// <summary>An appended line.</summary>
/// <param name="Sequence">Its sequence number in the writer's stream, from 1.</param>
/// <param name="Durable">Completes when the line is as durable as <see cref="Durability"/> says; fails with a <see cref="StoreException"/> when it can't be made so.</param>
public readonly record struct Appended(long Sequence, Task Durable);
