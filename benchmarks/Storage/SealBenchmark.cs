using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>What sealing costs and saves.</summary>
internal sealed class SealBenchmark : IBenchmark
{
    // Themis 0.2 with gzip at 10,000 records of this workload, from the reference.
    private const double Peer = 1261;

    public string Name => "seal";

    public string Title => "Sealing";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        MarkdownTable table = new(
            "Prompts of 600 characters and outputs of 800, one task and one record a line; checked, compressed, flushed, read back, renamed. Themis 0.2 with gzip: 1,261 B a record (recorded, not run here)",
            "records", "plain, B a record", "sealed, B a record", "against Themis", "goal", "MB/s of plain lines", "records/s");
        foreach (int count in settings.Large ? new[] { 10_000, 100_000, 1_000_000 } : [10_000, 100_000])
        {
            using Store store = SealCorpus.Open(settings.Folder.Fresh());
            RunId run = SealCorpus.WriteExercises(store, count);
            long before = SealCorpus.Bytes(store);
            double seconds = Timed.Run(() => store.Experiment("bench").Seal(run));
            double after = SealCorpus.Bytes(store);
            table.Add(Figure.Count(count), Figure.Of((double)before / count), Figure.Of(after / count), Figure.Of(after / count / Peer), "0.45", Figure.Of(before / seconds / 1e6), Figure.PerSecond(count / seconds));
        }

        yield return table;
    }
}
