using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Storage;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>Makes the catalog anew from the journals.</summary>
internal sealed class RebuildBenchmark : IBenchmark
{
    private const int Runs = 100;
    private const int Rounds = 5;

    public string Name => "rebuild";

    public string Title => "The catalog, made anew from the journals";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        MarkdownTable table = new($"Records of 1.6 kB with two indexed columns and a measurement, the catalog flushed; medians of {Rounds}", "records", "in runs", "seconds", "records/s", "catalog, B a record", "goal");
        foreach (int count in settings.Large ? (int[])[100_000, 1_000_000] : [100_000])
        {
            foreach (int runs in (int[])[1, Runs])
            {
                string folder = settings.Folder.Fresh();
                CatalogCorpus.Write(folder, count, runs);
                List<double> seconds = [];
                for (int i = 0; i < Rounds; i++) seconds.Add(Timed.Run(() => Rebuild(folder, count)));
                double median = Measuring.Rounds.MedianOf(seconds);
                table.Add(Figure.Count(count), Figure.Count(runs), Figure.Of(median), Figure.PerSecond(count / median), Figure.Of(new FileInfo(Path.Combine(folder, "catalog.db")).Length / (double)count), "350k/s at 1,000,000");
            }
        }

        yield return table;
    }

    private static void Rebuild(string folder, int count)
    {
        using Store store = Store.Open(folder);
        if (store.Reindex() != count) throw new InvalidOperationException("Records are missing in the catalog.");
    }
}
