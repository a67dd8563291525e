namespace TrialKeep.Benchmarks.Measuring;

/// <param name="Folder">Where a benchmark may write; deleted when it has ended, never before.</param>
/// <param name="Large">Also the sizes that take minutes.</param>
internal sealed record BenchmarkSettings(WorkFolder Folder, bool Large);
