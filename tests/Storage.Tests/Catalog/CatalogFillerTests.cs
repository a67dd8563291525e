using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Catalog;

/// <summary>The catalog is filled behind the sessions.</summary>
public sealed class CatalogFillerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_session_ends_without_waiting_for_the_catalog_and_a_look_up_waits()
    {
        HeldCatalog files = new();
        using Store store = Store.Open(_folder.Store, new() { ScanBelow = 0, Files = files });
        await Append(store, 1);
        // Nobody indexes yet, and the session has ended all the same.
        Assert.False(File.Exists(Path.Combine(_folder.Store, "catalog.db")));
        Task<bool> asking = Task.Run(() =>
        {
            using GenerationLookup lookup = store.Experiment("sums").Lookup(null);
            return lookup.TryFind(Corpus.Generation(1), out _) && lookup.UsesCatalog;
        }, TestContext.Current.CancellationToken);
        files.Go.Set();
        Assert.True(await asking);
    }

    [Fact]
    public async Task What_several_sessions_append_while_it_is_filled_is_there_after_catching_up()
    {
        HeldCatalog files = new();
        using Store store = Store.Open(_folder.Store, new() { Files = files });
        for (int i = 0; i < 4; i++) await Append(store, i);
        files.Go.Set();
        store.CatchUp();
        using Storage.Catalog.Database database = new(Path.Combine(_folder.Store, "catalog.db"), create: false);
        Assert.Equal(4, database.Scalar("SELECT count(*) FROM records"));
        Assert.Empty(store.Notices);
    }

    [Fact]
    public async Task A_store_that_was_closed_has_its_catalog()
    {
        using (Store store = Store.Open(_folder.Store)) await Append(store, 1);
        using Storage.Catalog.Database database = new(Path.Combine(_folder.Store, "catalog.db"), create: false);
        Assert.Equal(1, database.Scalar("SELECT count(*) FROM records"));
    }

    [Fact]
    public async Task A_fault_of_the_program_is_told_once_to_whoever_waits()
    {
        HeldCatalog files = new() { Fault = new InvalidOperationException("a fault") };
        using Store store = Store.Open(_folder.Store, new() { Files = files });
        await Append(store, 1);
        files.Go.Set();
        Assert.Equal("a fault", Assert.Throws<InvalidOperationException>(store.CatchUp).Message);
        files.Fault = null;
        await Append(store, 2);
        store.CatchUp();
        using Storage.Catalog.Database database = new(Path.Combine(_folder.Store, "catalog.db"), create: false);
        Assert.Equal(2, database.Scalar("SELECT count(*) FROM records"));
    }

    [Fact]
    public async Task What_a_long_session_has_made_durable_is_indexed_while_it_goes_on()
    {
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        Digest identity = Digest.Of("right"u8);
        RunId run;
        await using (RunSession session = experiment.Begin(Corpus.Manifest(Many), Corpus.Start))
        {
            run = session.Id;
            Corpus.Append(session.Writer, 0);
            await session.RefreshAsync();
            store.CatchUp();
            Assert.False(File.Exists(Path.Combine(_folder.Store, "catalog.db")));
            for (int i = 1; i < Many; i++) Corpus.Append(session.Writer, i);
            await session.RefreshAsync();
            store.CatchUp();
            Assert.Equal((Many, 0), Standing(store, "records"));
            Assert.Equal((1, 0), (Indexes(store, "records_key"), Indexes(store, "scores_key")));
            for (int i = 0; i < Many; i++) session.Writer.Evaluation("right", identity).Append(ScoreOf(session, i, 1));
            // Others of both streams, which the next pass has to compare with what it finds.
            session.Writer.Record(Corpus.Envelope(3, attempt: 2), Corpus.Reply(4));
            session.Writer.Failure(Corpus.Envelope(4, attempt: 2), new("timeout", "too late"));
            await session.RefreshAsync();
            store.CatchUp();
            session.Writer.Evaluation("right", identity).Append(ScoreOf(session, 5, 0));
            session.Writer.Evaluation("other", identity).Append(ScoreOf(session, 5, 0));
        }

        store.CatchUp();
        Assert.Equal((Many, 2), Standing(store, "records"));
        Assert.Equal((Many + 1, 1), Standing(store, "scores"));
        Assert.Equal((1, 1), (Indexes(store, "records_key"), Indexes(store, "scores_key")));
        List<string> filled = Rows(store);
        store.Reindex();
        Assert.Equal(Rows(store), filled);
        Assert.Equal(Many, RunCounts.Of(experiment.Read(run)).Succeeded);
    }

    private const int Many = 1100;

    private static StoredScore ScoreOf(RunSession session, int number, double value)
    {
        Assert.True(session.Reader.TryGet(Corpus.Generation(number), out StoredGeneration generation));
        return new(generation.Key, generation.Reference, default, default, value, null, null, null, null, new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
    }

    private static (long Counting, long Superseded) Standing(Store store, string table)
    {
        using Storage.Catalog.Database database = new(Path.Combine(store.Folder, "catalog.db"), create: false);
        return (database.Scalar($"SELECT count(*) FROM {table} WHERE superseded = 0"), database.Scalar($"SELECT count(*) FROM {table} WHERE superseded = 1"));
    }

    private static long Indexes(Store store, string name)
    {
        using Storage.Catalog.Database database = new(Path.Combine(store.Folder, "catalog.db"), create: false);
        return database.Scalar($"SELECT count(*) FROM sqlite_master WHERE type = 'index' AND name = '{name}'");
    }

    private static List<string> Rows(Store store)
    {
        using Storage.Catalog.Database database = new(Path.Combine(store.Folder, "catalog.db"), create: false);
        using Storage.Catalog.Statement select = database.Prepare(
            "SELECT 'record ' || hex(key) || ' ' || sequence || ' ' || superseded FROM records UNION ALL SELECT 'score ' || hex(key) || ' ' || evaluations.name || ' ' || sequence || ' ' || superseded FROM scores JOIN evaluations ON evaluations.id = evaluation ORDER BY 1");
        List<string> rows = [];
        while (select.Step()) rows.Add(select.Text(0));
        return rows;
    }

    private static async Task Append(Store store, int number)
    {
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        Corpus.Append(session.Writer, number);
    }
}
