using System.Diagnostics;
using System.Globalization;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Orchestration;

/// <summary>Prints the seconds of a small run in the fresh process, of the run itself after that, and the most memory.</summary>
internal sealed class NoOpChild : IChild
{
    public string Name => "no-op";

    public async Task<int> RunAsync(string[] arguments)
    {
        int items = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        long started = Stopwatch.GetTimestamp();
        NoOpExperiment.Demand(await NoOpExperiment.RunAsync(NoOpFiles.WarmUp(arguments[1]), Path.Combine(arguments[1], "small")), NoOpFiles.WarmUpItems, 0, NoOpFiles.WarmUpItems, NoOpFiles.WarmUpItems);
        ChildProcess.Print(Timed.Since(started));
        started = Stopwatch.GetTimestamp();
        NoOpExperiment.Demand(await NoOpExperiment.RunAsync(NoOpFiles.Items(arguments[1]), Path.Combine(arguments[1], "store")), items, 0, items, items);
        ChildProcess.Print(Timed.Since(started));
        ChildProcess.Print(ChildProcess.PeakMemory());
        return 0;
    }
}
