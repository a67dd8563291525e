using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Maintenance;

public sealed class DeleteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_deleted_run_is_gone_and_the_store_is_sound()
    {
        using Store store = Store.Open(_folder.Store);
        (RunId first, RunId second) = await SampleStore.WriteAsync(store);
        StoredExperiment experiment = store.Experiment("sums");
        experiment.Delete(second);
        Assert.Equal([first], experiment.Runs());
        Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(() => experiment.Delete(second)).Problem);
        Assert.True(store.Verify().IsSound);
        using (GenerationLookup lookup = experiment.Lookup(null)) Assert.False(lookup.TryFind(Corpus.Generation(4), out _));
        experiment.Delete(first);
        Assert.Empty(experiment.Runs());
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(_folder.Store, "experiments", "sums", "runs")));
    }

    [Fact]
    public async Task What_others_need_is_refused_by_name()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (RunId first, RunId second) = await SampleStore.WriteAsync(store);
        StoredExperiment experiment = store.Experiment("sums");
        StoreException reused = Assert.Throws<StoreException>(() => experiment.Delete(first));
        Assert.Equal(Problem.BadState, reused.Problem);
        Assert.Contains($"'{second}' reuses", reused.Message, StringComparison.Ordinal);
        experiment.Pin(second);
        Assert.Contains("pinned", Assert.Throws<StoreException>(() => experiment.Delete(second)).Message, StringComparison.Ordinal);
        experiment.Unpin(second);
        await using (experiment.Continue(first, Corpus.Start))
        {
            StoreException busy = Assert.Throws<StoreException>(() => experiment.Delete(second));
            Assert.Equal(Problem.Busy, busy.Problem);
            Assert.Contains(first.Text, busy.Message, StringComparison.Ordinal);
        }

        Assert.Equal([first, second], experiment.Runs());
    }

    [Fact]
    public async Task A_run_that_is_begun_directly_waits_for_whoever_holds_the_experiment()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (_, RunId second) = await SampleStore.WriteAsync(store);
        StoredExperiment experiment = store.Experiment("sums");
        Task<RunSession>? begun = null;
        using (ExperimentLocks.Take(store.Context, "sums"))
        {
            begun = Task.Run(() => store.Experiment("sums").Begin(Corpus.Manifest(2), Corpus.Start));
            Assert.NotSame(begun, await Task.WhenAny(begun, Task.Delay(100, TestContext.Current.CancellationToken)));
            Assert.Equal(second, experiment.LatestRun());
        }

        await using RunSession session = await begun;
        Assert.Equal(session.Id, experiment.LatestRun());
        Assert.Equal(Problem.Busy, Assert.Throws<StoreException>(() => experiment.Delete(second)).Problem);
    }

    [Fact]
    public async Task Whichever_file_operation_fails_the_run_is_whole_or_gone_and_the_next_deletion_finishes()
    {
        for (int fail = 1; ; fail += Sweep.Every(2))
        {
            using TemporaryFolder folder = new();
            RunId first, second;
            using (Store whole = Store.Open(folder.Store, new() { UseSqlite = false })) (first, second) = await SampleStore.WriteAsync(whole);
            FailingFiles files = new();
            using Store store = Store.Open(folder.Store, new() { UseSqlite = false, Files = files });
            files.FailAt = files.Operations + fail;
            StoreException? error = Record.Exception(() => store.Experiment("sums").Delete(second)) as StoreException;
            bool reached = files.Operations >= files.FailAt;
            files.FailAt = 0;
            Assert.True(store.Verify().IsSound);
            StoredExperiment experiment = store.Experiment("sums");
            if (experiment.Runs().Contains(second))
            {
                Assert.NotNull(error);
                using RunReader reader = experiment.Read(second);
                Assert.Equal(5, reader.Count);
                experiment.Delete(second);
            }

            experiment.Delete(first);
            Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder.Store, "experiments", "sums", "runs")));
            if (!reached) return;
        }
    }

    [Fact]
    public async Task A_link_in_a_run_is_removed_and_not_followed()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        (_, RunId second) = await SampleStore.WriteAsync(store);
        string precious = Directory.CreateDirectory(Path.Combine(_folder.Path, "precious")).FullName;
        await File.WriteAllTextAsync(Path.Combine(precious, "file"), "x");
        string checkpoints = Path.Combine(_folder.Store, "experiments", "sums", "runs", second.Text, "journal", "deep", "deeper", "deepest");
        Directory.CreateDirectory(checkpoints);
        Directory.CreateSymbolicLink(Path.Combine(checkpoints, "link"), precious);
        store.Experiment("sums").Delete(second);
        Assert.True(File.Exists(Path.Combine(precious, "file")));
    }
}
