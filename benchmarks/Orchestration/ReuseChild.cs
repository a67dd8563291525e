using System.Diagnostics;
using System.Globalization;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Orchestration;

/// <summary>
/// Starts new runs, each of a few items less than the one before, so that each has a manifest of its own and finds everything in another run:
/// prints the seconds of the first one of the process and the median of four more.
/// </summary>
internal sealed class ReuseChild : IChild
{
    private const int Repeats = 4;

    public string Name => "reuse";

    public async Task<int> RunAsync(string[] arguments)
    {
        int items = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        int limit = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        ChildProcess.Print(await CallAsync(items, arguments[1], limit));
        List<double> more = [];
        for (int i = 1; i <= Repeats; i++) more.Add(await CallAsync(items, arguments[1], limit - i));
        ChildProcess.Print(Rounds.MedianOf(more));
        return 0;
    }

    private static async Task<double> CallAsync(int items, string store, int limit)
    {
        long started = Stopwatch.GetTimestamp();
        NoOpExperiment.Demand(await NoOpExperiment.RunAsync(items, store, limit), 0, limit, 0);
        return Timed.Since(started);
    }
}
