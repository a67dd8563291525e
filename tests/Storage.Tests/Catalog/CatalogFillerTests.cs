using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
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

    private static async Task Append(Store store, int number)
    {
        await using RunSession session = store.Experiment("sums").Begin(Corpus.Manifest(1), Corpus.Start);
        Corpus.Append(session.Writer, number);
    }

    /// <summary>Whoever wants to index waits until the test says go.</summary>
    private sealed class HeldCatalog : FileOperations
    {
        public ManualResetEventSlim Go { get; } = new();

        public Exception? Fault { get; set; }

        public override SafeFileHandle? TryLock(string path)
        {
            if (Path.GetFileName(path) != "catalog.lock") return base.TryLock(path);
            Go.Wait(TestContext.Current.CancellationToken);
            return Fault is { } fault ? throw fault : base.TryLock(path);
        }
    }
}
