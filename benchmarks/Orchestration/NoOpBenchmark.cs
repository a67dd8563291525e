using System.Globalization;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Orchestration;

/// <summary>Plan from a file, generate, transform and evaluate, each made durable, for a variant, a transform and an evaluator that do nothing.</summary>
internal sealed class NoOpBenchmark : IBenchmark
{
    public string Name => "no-op";

    public string Title => "A no-op item, end to end: plan, generate, transform, evaluate, all durable";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        MarkdownTable table = new($"The items come from a JSONL file that was written before; each size in processes of its own, after a warm-up of {NoOpFiles.WarmUpItems:N0} items; medians", "items", "seconds", "us an item", "peak memory, MB", "processes", "goal");
        foreach ((int items, int repeats) in settings.Large ? new[] { (1_000, 7), (10_000, 7), (100_000, 5), (1_000_000, 3) } : [(1_000, 7), (10_000, 7), (100_000, 5)])
        {
            double[][] runs = [.. Enumerable.Range(0, repeats).Select(_ => ChildProcess.Numbers("no-op", items.ToString(CultureInfo.InvariantCulture), NoOpFiles.Write(items, settings.Folder.Fresh())))];
            double seconds = Rounds.MedianOf(runs.Select(static run => run[1]));
            table.Add(Figure.Count(items), Figure.Of(seconds), Figure.Of(seconds * 1e6 / items), Figure.Of(Rounds.MedianOf(runs.Select(static run => run[2])) / 1e6), $"{repeats}", "25 us, flat, 250 MB");
        }

        yield return table;
    }
}
