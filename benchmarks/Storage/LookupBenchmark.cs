using TrialKeep.Benchmarks.Corpus;
using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>Finds records by key in the catalog, against a prepared point query on its table.</summary>
internal sealed class LookupBenchmark : IBenchmark
{
    private const int Runs = 100;
    private const int Asked = 20_000;

    public string Name => "lookup";

    public string Title => "Look-up by key";

    public async IAsyncEnumerable<MarkdownTable> RunAsync(BenchmarkSettings settings)
    {
        await Task.CompletedTask;
        MarkdownTable table = new(
            $"{Figure.Count(Asked)} keys drawn by a fixed rule, files in the page cache, 9 rounds. The point query is prepared once and reads segment, offset and length by SQLitePCLRaw from the same library",
            "records", "what", "us", "time against the point query", "lowest to highest", "goal");
        foreach (int count in settings.Large ? (int[])[100_000, 1_000_000] : [100_000])
        {
            string folder = settings.Folder.Fresh();
            CatalogCorpus.Write(folder, count, Runs);
            KeyId[] keys = [.. Enumerable.Range(0, Asked).Select(i => CatalogCorpus.Generation((int)(i * 7919L % count)))];
            Measure(table, folder, count, keys);
        }

        yield return table;
    }

    private static void Measure(MarkdownTable table, string folder, int count, KeyId[] keys)
    {
        const string Point = "prepared point query";
        const string Locate = "locate";
        const string Read = "locate, read and decode the record";
        using Store store = Store.Open(folder);
        using GenerationLookup lookup = store.Experiment("bench").Lookup(null);
        using PointQuery query = new(Path.Combine(folder, "catalog.db"));
        Rounds rounds = Rounds.Run(
            9,
            new Contender(Point, () => Timed.Run(() => Demand(keys.Count(query.Find), keys.Length))),
            new Contender(Locate, () => Timed.Run(() => Demand(keys.Count(key => lookup.TryFind(key, out _)), keys.Length))),
            new Contender(Read, () => Timed.Run(() => Demand(keys.Count(key => lookup.TryRead<IndexedReply>(key, out IndexedReply? reply) && reply.Text.Length > 0), keys.Length))));
        foreach ((string name, string goal) in new[] { (Point, ""), (Locate, "1.5 x"), (Read, "3 x") })
        {
            (double lowest, double highest) = rounds.SpeedRange(Point, name);
            table.Add(Figure.Count(count), name, Figure.Of(rounds.Median(name) / keys.Length * 1e6), Figure.Times(rounds.Speed(Point, name)), $"{Figure.Of(lowest)}-{Figure.Of(highest)}", goal);
        }
    }

    private static void Demand(int found, int asked)
    {
        if (found != asked) throw new InvalidOperationException($"{asked - found} records were not found.");
    }
}
