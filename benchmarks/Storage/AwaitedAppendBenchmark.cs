using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>Each append is awaited before the next one starts.</summary>
internal sealed class AwaitedAppendBenchmark : IBenchmark
{
    private const int Count = 4000;

    public string Name => "awaited";

    public string Title => "Append, awaited one by one";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        AppendCorpus corpus = new(Count);
        byte[][] lines = Lines(corpus, settings.Folder);
        const string Raw = "pwrite + fdatasync of the same lines";
        const string Awaited = "store, awaited";
        Rounds measured = Rounds.Run(
            7,
            new Contender(Raw, () => RawFile.Run(settings.Folder.Fresh(), lines)),
            new Contender(Awaited, () => StoreLoop.Run(settings.Folder.Fresh(), async writer =>
            {
                for (int i = 0; i < Count; i++) await corpus.Append(writer, i).Durable;
            })));
        MarkdownTable table = new($"{Figure.Count(Count)} records, 7 rounds", "what", "records/s", "against pwrite + fdatasync", "lowest to highest", "goal");
        foreach ((string name, string goal) in new[] { (Raw, ""), (Awaited, "0.8 x") })
        {
            (double lowest, double highest) = measured.SpeedRange(name, Raw);
            table.Add(name, Figure.PerSecond(Count / measured.Median(name)), Figure.Times(measured.Speed(name, Raw)), $"{Figure.Of(lowest)}-{Figure.Of(highest)}", goal);
        }

        yield return table;
    }

    private static byte[][] Lines(AppendCorpus corpus, WorkFolder folder)
    {
        string fresh = folder.Fresh();
        StoreLoop.Run(fresh, writer =>
        {
            for (int i = 0; i < Count; i++) corpus.Append(writer, i);
        });
        return [.. System.Text.Encoding.UTF8.GetString(StoreLoop.JournalOf(fresh)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(static line => System.Text.Encoding.UTF8.GetBytes($"{line}\n"))];
    }
}
