using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Processes;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Catalog;

/// <summary>One catalog and several processes: some index, some append, some ask.</summary>
public sealed class SharedCatalogTests : IDisposable
{
    private const int Children = 3;
    private static readonly StoreOptions s_catalog = new() { ScanBelow = 0 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Whatever_processes_index_and_append_a_look_up_finds_what_was_acknowledged_before_it()
    {
        using Store store = Store.Open(_folder.Store, s_catalog);
        ConcurrentQueue<int> acknowledged = [];
        Process[] children = [.. Enumerable.Range(0, Children).Select(child => Child.Index(_folder.Store, child * 1000))];
        Task reading = Task.WhenAll(children.Select(child => Task.Run(async () =>
        {
            while (await child.StandardOutput.ReadLineAsync() is { } line) acknowledged.Enqueue(int.Parse(line, CultureInfo.InvariantCulture));
        })));
        int asked = 0;
        do
        {
            int[] known = [.. acknowledged];
            using GenerationLookup lookup = store.Experiment("sums").Lookup(null);
            foreach (int number in known.TakeLast(60))
            {
                Assert.True(lookup.TryRead<Reply>(Corpus.Generation(number), out Reply? reply), $"{number} was not found: {string.Join(' ', store.Notices)}");
                Assert.Equal(Corpus.Reply(number), reply);
            }

            asked += known.Length > 0 ? 1 : 0;
        }
        while (!reading.IsCompleted || asked == 0);
        await reading;
        foreach (Process child in children)
        {
            await child.WaitForExitAsync();
            Assert.Equal(0, child.ExitCode);
            child.Dispose();
        }

        Assert.Equal(Children * Child.IndexedRuns * Child.RecordsOfRun, acknowledged.Count);
        Assert.True(store.Notices.Count == 0, string.Join(' ', store.Notices));
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start)) Corpus.Append(session.Writer, 900);
        using Database database = Open(store);
        Assert.Equal("ok", Text(database, "PRAGMA integrity_check"));
        Assert.Equal(Children * Child.IndexedRuns * Child.RecordsOfRun + 1, database.Scalar("SELECT count(*) FROM records WHERE superseded = 0"));
        Assert.Equal(0, database.Scalar("SELECT count(*) FROM (SELECT 1 FROM records GROUP BY segment, offset HAVING count(*) > 1)"));
        Assert.Equal(Children * Child.IndexedRuns + 1, database.Scalar("SELECT count(*) FROM runs"));
    }

    [Fact]
    public async Task A_segment_that_is_sealed_keeps_its_rows()
    {
        using Store store = Store.Open(_folder.Store, s_catalog);
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(50), Corpus.Start))
        {
            for (int i = 0; i < 50; i++) Corpus.Append(session.Writer, i);
        }

        string before = Rows(store);
        Assert.NotEqual("", before);
        Assert.Equal(1, store.Seal().Segments);
        AssertFound(store);
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start)) Corpus.Append(session.Writer, 50);
        Assert.StartsWith(before + ",", Rows(store), StringComparison.Ordinal);
        AssertFound(store);
        Assert.Empty(store.Notices);
    }

    private static void AssertFound(Store store)
    {
        using GenerationLookup lookup = store.Experiment("sums").Lookup(null);
        for (int i = 0; i < 50; i++)
        {
            Assert.True(lookup.TryRead<Reply>(Corpus.Generation(i), out Reply? reply));
            Assert.Equal(Corpus.Reply(i), reply);
        }

        Assert.True(lookup.UsesCatalog);
    }

    private string Rows(Store store)
    {
        using Database database = Open(store);
        return Text(database, "SELECT group_concat(id || ':' || segment || ':' || offset || ':' || length) FROM (SELECT * FROM records ORDER BY id)");
    }

    private Database Open(Store store)
    {
        store.CatchUp();
        return new(Path.Combine(_folder.Store, CatalogSchema.FileName), create: false);
    }

    private static string Text(Database database, string sql)
    {
        using Statement select = database.Prepare(sql);
        Assert.True(select.Step());
        return select.Text(0);
    }
}
