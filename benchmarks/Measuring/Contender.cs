namespace TrialKeep.Benchmarks.Measuring;

/// <summary>One of those that are measured side by side.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Seconds">Runs it once and says how long it took.</param>
internal sealed record Contender(string Name, Func<double> Seconds);
