using System.Globalization;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Orchestration;

/// <summary>The same call on a finished run: everything is looked at and nothing is done.</summary>
internal sealed class ResumeBenchmark : IBenchmark
{
    private const int Processes = 7;

    public string Name => "resume";

    public string Title => "Resume of a finished plan";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        MarkdownTable table = new(
            $"From `Main` until the run is there, planning included; medians of {Processes} processes, of 2 for the largest", "items", "first call of a process", "later calls", "us an item, later", "later calls, compiled at once", "peak memory, MB", "goal");
        foreach ((int items, string goal) in settings.Large ? new[] { (10_000, "60 ms"), (100_000, ""), (1_000_000, "3 s") } : [(10_000, "60 ms"), (100_000, "")])
        {
            string store = settings.Folder.Fresh();
            NoOpExperiment.Demand(await NoOpExperiment.RunAsync(items, store), items, 0, items);
            string[] arguments = [items.ToString(CultureInfo.InvariantCulture), store];
            int processes = items > 100_000 ? 2 : Processes;
            double[][] runs = [.. Enumerable.Range(0, processes).Select(_ => ChildProcess.Numbers("resume", arguments))];
            double[][] compiled = [.. Enumerable.Range(0, processes).Select(_ => ChildProcess.NumbersCompiled("resume", arguments))];
            double later = Rounds.MedianOf(runs.Select(static run => run[1]));
            table.Add(
                Figure.Count(items), Figure.Milliseconds(Rounds.MedianOf(runs.Select(static run => run[0]))), Figure.Milliseconds(later),
                Figure.Of(later * 1e6 / items), Figure.Milliseconds(Rounds.MedianOf(compiled.Select(static run => run[1]))), Figure.Of(Rounds.MedianOf(runs.Select(static run => run[2])) / 1e6), goal);
        }

        yield return table;
    }
}
