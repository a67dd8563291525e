using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>Many appends at once, each of which completes when its own flush has ended.</summary>
internal sealed class ConcurrentAppendBenchmark : IBenchmark
{
    // Themis 0.2 at this load, from the reference: it was measured on the same machine, not in the same run.
    private const double Peer = 181;

    public string Name => "concurrent";

    public string Title => "Concurrent appends, each completing after its flush";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        MarkdownTable table = new("Themis 0.2: 181 records/s at 5,000, growing as n^1.8 (recorded, not run here)", "concurrent appends", "records/s", "us a record", "against Themis", "goal");
        foreach (int count in settings.Large ? new[] { 5_000, 50_000, 500_000 } : [5_000, 50_000])
        {
            AppendCorpus corpus = new(count);
            Rounds measured = Rounds.Run(7, new Contender("store", () => StoreLoop.Run(settings.Folder.Fresh(), writer =>
                Task.WhenAll(Enumerable.Range(0, count).Select(i => AppendAsync(corpus, writer, i)))), () => settings.Folder.MakeRoom(count * 2000L + (64 << 20))));
            double rate = count / measured.Median("store");
            table.Add(Figure.Count(count), Figure.PerSecond(rate), Figure.Of(1e6 / rate), Figure.Times(rate / Peer), "500 x, linear");
        }

        yield return table;
    }

    private static Task AppendAsync(AppendCorpus corpus, TrialKeep.Storage.Runs.RunWriter writer, int index) => Task.Run(async () => await corpus.Append(writer, index).Durable);
}
