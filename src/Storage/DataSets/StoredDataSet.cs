namespace TrialKeep.Storage.DataSets;

/// <summary>A note of a run's data set.</summary>
/// <param name="Number">From 1; the run's first call noted 1, and each call that found a changed data set the next.</param>
/// <param name="Time">When it was noted.</param>
/// <param name="Snapshot">What was noted.</param>
public sealed record StoredDataSet(int Number, DateTimeOffset Time, DataSetSnapshot Snapshot);
