using System.Globalization;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>A fresh process opens a store and reads one record by its key.</summary>
internal sealed class OpenBenchmark : IBenchmark
{
    private const int Runs = 100;
    private const int Processes = 9;

    public string Name => "open";

    public string Title => "Open a store, to the first answer";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        MarkdownTable table = new($"A process that opens a store of {Runs} runs and reads one record by key, against one that does nothing; medians of {Processes} taken in turn", "records", "empty program", "with the store", "more", "memory, MB", "goal");
        foreach (int count in settings.Large ? (int[])[100_000, 1_000_000] : [100_000])
        {
            string folder = settings.Folder.Fresh();
            CatalogCorpus.Write(folder, count, Runs);
            List<double[]> pairs = [];
            for (int i = 0; i < Processes; i++)
            {
                double[] empty = ChildProcess.Numbers("empty");
                double[] open = ChildProcess.Numbers("open", folder, (i * 7919L % count).ToString(CultureInfo.InvariantCulture));
                pairs.Add([empty[0], open[0], open[0] - empty[0], open[1]]);
            }

            double Median(int column) => Rounds.MedianOf(pairs.Select(pair => pair[column]));
            table.Add(Figure.Count(count), Figure.Milliseconds(Median(0)), Figure.Milliseconds(Median(1)), Figure.Milliseconds(Median(2)), Figure.Of(Median(3) / 1e6), "60 ms, 60 MB");
        }

        yield return table;
    }
}
