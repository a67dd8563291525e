using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Catalog;

public sealed class CatalogTests : IDisposable
{
    private const int Records = 40;
    private static readonly StoreOptions s_catalog = new() { ScanBelow = 0 };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Database => Path.Combine(_folder.Store, "catalog.db");

    [Fact]
    public async Task The_catalog_answers_as_a_scan_does()
    {
        await Write(runs: 3);
        using Store store = Store.Open(_folder.Store, s_catalog);
        await AssertSameAnswers(store, usesCatalog: true);
        Assert.Empty(store.Notices);
    }

    [Fact]
    public async Task A_small_store_is_scanned_without_loading_the_catalog()
    {
        await Write(runs: 2);
        using Store store = Store.Open(_folder.Store);
        await AssertSameAnswers(store, usesCatalog: false);
    }

    [Fact]
    public async Task What_is_not_indexed_yet_is_scanned()
    {
        await Write(runs: 2);
        using (Store plain = Store.Open(_folder.Store, new() { UseSqlite = false }))
        {
            // More lines in an indexed run, and a run that the catalog has never seen.
            StoredExperiment experiment = plain.Experiment("sums");
            await using (RunSession session = experiment.Continue(experiment.Runs()[0], Corpus.Start)) Corpus.Append(session.Writer, 900);
            await using (RunSession session = experiment.Begin(Corpus.Manifest(1), Corpus.Start)) session.Writer.Record(Corpus.Envelope(3, 7), new Reply("newest"));
        }

        using Store store = Store.Open(_folder.Store, s_catalog);
        await AssertSameAnswers(store, usesCatalog: true);
        using GenerationLookup lookup = store.Experiment("sums").Lookup(null);
        Assert.True(lookup.TryFind(Corpus.Generation(900), out _));
        Assert.True(lookup.TryFind(Corpus.Generation(3), out StoredGeneration newest));
        Assert.Equal(store.Experiment("sums").Runs()[^1], newest.Reference.Run);
    }

    [Fact]
    public async Task An_active_segment_that_grew_is_indexed_behind_what_it_had()
    {
        await Write(runs: 1);
        string segment = Directory.EnumerateFiles(_folder.Store, "w0001-000001.jsonl", SearchOption.AllDirectories).Single();
        byte[] whole = await File.ReadAllBytesAsync(segment);
        int half = Array.IndexOf(whole, (byte)'\n', whole.Length / 2) + 1;
        await File.WriteAllBytesAsync(segment, whole[..(half + 20)]);
        using Store store = Store.Open(_folder.Store, s_catalog);
        long before = Assert.IsType<long>(store.Reindex());
        await AssertSameAnswers(store, usesCatalog: true);
        await File.WriteAllBytesAsync(segment, whole);
        await AssertSameAnswers(store, usesCatalog: true);
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start)) Corpus.Append(session.Writer, 1);
        await AssertSameAnswers(store, usesCatalog: true);
        Assert.InRange(before, 1, Records - 1);
        Assert.Equal(Records + 1, store.Reindex());
        Assert.Empty(store.Notices);
    }

    [Theory]
    [InlineData("catalog.db")]
    [InlineData("catalog.lock")]
    public async Task A_deleted_file_changes_no_answer_and_comes_back(string file)
    {
        await Write(runs: 2);
        File.Delete(Path.Combine(_folder.Store, file));
        using Store store = Store.Open(_folder.Store, s_catalog);
        await AssertSameAnswers(store, usesCatalog: file != "catalog.db");
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start)) Corpus.Append(session.Writer, 0);
        store.CatchUp();
        Assert.True(File.Exists(Path.Combine(_folder.Store, file)));
        await AssertSameAnswers(store, usesCatalog: true);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Random_bytes_are_moved_aside_and_the_catalog_is_made_anew(int length)
    {
        await Write(runs: 2);
        byte[] noise = new byte[length];
        new Random(3).NextBytes(noise);
        await File.WriteAllBytesAsync(Database, noise);
        using Store store = Store.Open(_folder.Store, s_catalog);
        await AssertSameAnswers(store, usesCatalog: false);
        await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start)) Corpus.Append(session.Writer, 0);
        await AssertSameAnswers(store, usesCatalog: true);
        // SQLite takes less than a page's header for an empty database.
        if (length < 100) return;
        Assert.Equal(noise, await File.ReadAllBytesAsync(Database + ".damaged"));
        Assert.Contains(store.Notices, notice => notice.Contains("was moved to", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_catalog_with_flipped_bytes_never_gives_a_wrong_answer()
    {
        await Write(runs: 2);
        byte[] good = await File.ReadAllBytesAsync(Database);
        using Store reference = Store.Open(_folder.Store, new() { UseSqlite = false });
        using GenerationLookup scan = reference.Experiment("sums").Lookup(null);
        Random random = new(11);
        for (int round = 0; round < 200; round += Sweep.Every(3))
        {
            byte[] bad = [.. good];
            for (int i = 0; i < 4; i++) bad[random.Next(bad.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(Database, bad);
            using Store store = Store.Open(_folder.Store, s_catalog);
            using GenerationLookup lookup = store.Experiment("sums").Lookup(null);
            for (int i = 0; i < Records + 5; i++)
            {
                // A row that is gone costs a look-up; a row that lies must be noticed.
                if (!lookup.TryFind(Corpus.Generation(i), out StoredGeneration found)) continue;
                using RunReader reader = store.Experiment("sums").Read(found.Reference.Run);
                Assert.Equal(Corpus.Reply(i), reader.ReadRecord<Reply>(found));
            }

            if (round % 8 != 0) continue;
            await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
            Corpus.Append(session.Writer, round % Records);
        }
    }

    [Fact]
    public async Task A_catalog_of_another_version_or_store_is_made_anew()
    {
        await Write(runs: 2);
        string storeFile = Path.Combine(_folder.Store, "trialkeep.json");
        File.Delete(storeFile);
        using Store store = Store.Open(_folder.Store, s_catalog);
        await AssertSameAnswers(store, usesCatalog: false);
        Assert.Equal(2 * Records, store.Reindex());
        await AssertSameAnswers(store, usesCatalog: true);
    }

    [Fact]
    public async Task Whoever_finds_the_catalog_locked_leaves_it()
    {
        await Write(runs: 1);
        using Store store = Store.Open(_folder.Store, s_catalog);
        using (SafeFileHandle? other = new Storage.Files.FileOperations().TryLock(Path.Combine(_folder.Store, "catalog.lock")))
        {
            Assert.NotNull(other);
            Assert.Null(store.Reindex());
            await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start)) Corpus.Append(session.Writer, 500);
            store.CatchUp();
        }

        await AssertSameAnswers(store, usesCatalog: true);
        Assert.Equal(Records + 1, store.Reindex());
    }

    [Fact]
    public async Task Without_sqlite_no_database_is_written()
    {
        using (Store store = Store.Open(_folder.Store, new() { UseSqlite = false }))
        {
            await using (RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start)) Corpus.Append(session.Writer, 0);
            Assert.Null(store.Reindex());
        }

        Assert.DoesNotContain(_folder.Files(), file => file.Contains("catalog", StringComparison.Ordinal));
    }

    private static async Task AssertSameAnswers(Store store, bool usesCatalog)
    {
        await Task.Yield();
        using Store plain = Store.Open(store.Folder, new() { UseSqlite = false });
        using GenerationLookup scan = plain.Experiment("sums").Lookup(null);
        using GenerationLookup lookup = store.Experiment("sums").Lookup(null);
        foreach (int i in Enumerable.Range(0, Records + 5).Append(500).Append(900))
        {
            bool expected = scan.TryFind(Corpus.Generation(i), out StoredGeneration scanned);
            Assert.Equal(expected, lookup.TryFind(Corpus.Generation(i), out StoredGeneration found));
            Assert.Equal(scanned.Reference, found.Reference);
        }

        Assert.Equal(usesCatalog, lookup.UsesCatalog);
    }

    private async Task Write(int runs)
    {
        using Store store = Store.Open(_folder.Store);
        for (int run = 0; run < runs; run++)
        {
            await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(Records), Corpus.Start);
            for (int i = 0; i < Records; i++) Corpus.Append(session.Writer, i);
        }

        Assert.Empty(store.Notices);
        Assert.True(File.Exists(Database));
    }
}
