using System.Globalization;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Orchestration;

/// <summary>A new run whose every record and score another run of the experiment has.</summary>
internal sealed class ReuseBenchmark : IBenchmark
{
    private const int Processes = 5;
    private const int RunsOfProcess = 5;

    public string Name => "reuse";

    public string Title => "A second run, everything cached, into a new run";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        MarkdownTable table = new(
            $"Plan, look up, append a reuse and a score line each, durable; medians of {Processes} processes, each with a store of its own. Microsoft.Extensions.AI.Evaluation: 3.3k items/s (recorded, not run here)",
            "items", "first run of a process", "items/s", "later runs", "items/s", "later runs, compiled at once", "items/s", "goal");
        foreach ((int items, string goal) in settings.Large ? new[] { (10_000, "100k/s"), (100_000, "") } : [(10_000, "100k/s")])
        {
            List<double[]> runs = [];
            List<double[]> compiled = [];
            for (int process = 0; process < Processes; process++)
            {
                runs.Add(ChildProcess.Numbers("reuse", await StoreOfAsync(items, settings)));
                compiled.Add(ChildProcess.NumbersCompiled("reuse", await StoreOfAsync(items, settings)));
            }

            double first = Rounds.MedianOf(runs.Select(static run => run[0]));
            double later = Rounds.MedianOf(runs.Select(static run => run[1]));
            double best = Rounds.MedianOf(compiled.Select(static run => run[1]));
            table.Add(
                Figure.Count(items), Figure.Milliseconds(first), Figure.PerSecond(items / first), Figure.Milliseconds(later), Figure.PerSecond(items / later),
                Figure.Milliseconds(best), Figure.PerSecond(items / best), goal);
        }

        yield return table;
    }

    // A store with one finished run, and what a child needs to go on from it.
    private static async Task<string[]> StoreOfAsync(int items, BenchmarkSettings settings)
    {
        string store = settings.Folder.Fresh();
        NoOpExperiment.Demand(await NoOpExperiment.RunAsync(items, store), items, 0, items);
        return [items.ToString(CultureInfo.InvariantCulture), store, (items - RunsOfProcess).ToString(CultureInfo.InvariantCulture)];
    }
}
