using System.Text.Encodings.Web;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>Appends that do not wait for each other, durable at the end, against a loop that promises nothing.</summary>
internal sealed class PipelinedAppendBenchmark : IBenchmark
{
    private const int Producers = 4;

    public string Name => "append";

    public string Title => "Append, pipelined and durable, records of 1.6 kB";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        yield return Table(100_000, rounds: 7, settings.Folder);
        if (settings.Large) yield return Table(1_000_000, rounds: 3, settings.Folder);
    }

    private static MarkdownTable Table(int count, int rounds, WorkFolder folder)
    {
        AppendCorpus corpus = new(count);
        const string Plain = "plain loop, default encoder";
        const string Relaxed = "plain loop, relaxed encoder";
        const string One = "store, one producer";
        const string Four = "store, four producers";
        long bytes = 0;
        Rounds measured = Rounds.Run(
            rounds,
            new Contender(Plain, () => PlainLoop.Run(corpus, folder.Fresh(), JavaScriptEncoder.Default)),
            new Contender(Relaxed, () => PlainLoop.Run(corpus, folder.Fresh(), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)),
            new Contender(One, () =>
            {
                string fresh = folder.Fresh();
                double seconds = StoreLoop.Run(fresh, writer => Append(corpus, writer, 0, 1));
                bytes = new FileInfo(StoreLoop.JournalOf(fresh)).Length;
                return seconds;
            }),
            new Contender(Four, () => StoreLoop.Run(folder.Fresh(), writer =>
                Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Factory.StartNew(
                    () => Append(corpus, writer, producer, Producers), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))))));
        MarkdownTable table = new(
            $"{Figure.Count(count)} records, {Figure.Of((double)bytes / count)} B a line, {rounds} rounds", "what", "records/s", "MB/s", "against the plain loop", "lowest to highest", "against the relaxed one", "goal");
        foreach ((string name, string goal) in new[] { (Plain, ""), (Relaxed, ""), (One, "1.4 x"), (Four, "2.2 x") })
        {
            double seconds = measured.Median(name);
            (double lowest, double highest) = measured.SpeedRange(name, Plain);
            table.Add(name, Figure.PerSecond(count / seconds), Figure.Of(bytes / seconds / 1e6), Figure.Times(measured.Speed(name, Plain)), $"{Figure.Of(lowest)}-{Figure.Of(highest)}", Figure.Times(measured.Speed(name, Relaxed)), goal);
        }

        return table;
    }

    private static void Append(AppendCorpus corpus, TrialKeep.Storage.Runs.RunWriter writer, int first, int step)
    {
        for (int i = first; i < corpus.Count; i += step) corpus.Append(writer, i);
    }
}
