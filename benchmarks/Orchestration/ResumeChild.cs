using System.Diagnostics;
using System.Globalization;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Orchestration;

/// <summary>Calls a finished run again: prints the seconds of the first call of the process, the median of four more, and the most memory.</summary>
internal sealed class ResumeChild : IChild
{
    private const int Repeats = 4;

    public string Name => "resume";

    public async Task<int> RunAsync(string[] arguments)
    {
        int items = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        ChildProcess.Print(await CallAsync(items, arguments[1]));
        List<double> more = [];
        for (int i = 0; i < Repeats; i++) more.Add(await CallAsync(items, arguments[1]));
        ChildProcess.Print(Rounds.MedianOf(more));
        ChildProcess.Print(ChildProcess.PeakMemory());
        return 0;
    }

    private static async Task<double> CallAsync(int items, string store)
    {
        long started = Stopwatch.GetTimestamp();
        NoOpExperiment.Demand(await NoOpExperiment.RunAsync(items, store), 0, items, 0);
        return Timed.Since(started);
    }
}
