using System.Globalization;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Analysis;

/// <summary>Every two of several arms compared on many items: tests, intervals, ranks, the page.</summary>
internal sealed class CompareBenchmark : IBenchmark
{
    private const int Processes = 3;

    public string Name => "compare";

    public string Title => "Comparing arms, every two of them";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        MarkdownTable table = new($"Each in {Processes} processes of its own, after a warm-up of 500 items; medians. The page is without prompts and outputs.",
            "scores", "arms", "items", "fill the table", "pairs", "pairs and ranks", "page", "table, MB", "peak memory, MB");
        foreach ((string scores, int arms, int items) in new[] { ("right and wrong", 4, 10_000), ("right and wrong", 10, 100_000), ("numbers", 4, 10_000), ("numbers", 10, 100_000) })
        {
            double[][] runs = [.. Enumerable.Range(0, Processes).Select(_ => ChildProcess.Numbers("compare", Text(arms), Text(items), scores == "numbers" ? scores : "shares", settings.Folder.Fresh()))];
            double Median(int figure) => Rounds.MedianOf(runs.Select(run => run[figure]));
            table.Add(scores, Text(arms), Figure.Count(items), Figure.Milliseconds(Median(0)), Figure.Milliseconds(Median(1)), Figure.Milliseconds(Median(2)), Figure.Milliseconds(Median(3)),
                Figure.Of(Median(4) / 1e6), Figure.Of(Median(5) / 1e6));
        }

        yield return table;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
