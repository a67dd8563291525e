namespace TrialKeep.Benchmarks.Measuring;

/// <summary>One of those that are measured side by side.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Seconds">Runs it once and says how long it took.</param>
/// <param name="Prepare">What is done before each time, outside the clock.</param>
internal sealed record Contender(string Name, Func<double> Seconds, Action? Prepare = null)
{
    public double Run()
    {
        Prepare?.Invoke();
        return Seconds();
    }
}
