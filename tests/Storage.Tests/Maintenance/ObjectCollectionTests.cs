using System.Text;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Maintenance;

public sealed class ObjectCollectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_no_run_refers_to_goes_and_a_plan_says_so_before()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        StoredExperiment experiment = store.Experiment("sums");
        RunId first = await KeepAsync(experiment, "shared", "one"), second = await KeepAsync(experiment, "shared", "two");
        // An artifact that is replaced is referred to all the same, and so is a data set that is kept.
        await using (RunSession session = experiment.Continue(second, Corpus.Start))
        {
            await session.Writer.ArtifactAsync(new("two"), Content("three"));
            await session.KeepDataSetAsync(new("rows", Digest.Of("rows"u8), 4, 1), static () => Content("rows"));
        }

        Assert.Equal(new(0, 0, 0, 0, 5, 21), store.CollectObjects());
        experiment.Delete(first);
        string left = Path.Combine(_folder.Store, "objects", "incoming", $"sums~{first}~w0001~1.tmp");
        await File.WriteAllTextAsync(left, "unfinished");
        CollectedObjects expected = new(1, 3, 1, 10, 4, 18);
        Assert.Equal(expected, store.PlanObjectCollection());
        Assert.True(store.Objects.Contains(Digest.Of("one"u8)) && File.Exists(left));
        Assert.Equal(expected, store.CollectObjects());
        Assert.False(store.Objects.Contains(Digest.Of("one"u8)) || File.Exists(left));
        Assert.Empty(store.Verify().Findings);
        Assert.Equal(expected with { Objects = 0, Bytes = 0, LeftOvers = 0, LeftOverBytes = 0 }, store.CollectObjects());
    }

    [Fact]
    public async Task Nothing_goes_while_somebody_works_anywhere_or_a_journal_is_damaged()
    {
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false });
        StoredExperiment experiment = store.Experiment("sums");
        RunId run = await KeepAsync(experiment, "a", "b");
        Digest orphan = Orphan(store, "orphan");
        await using (RunSession session = store.Experiment("other").Begin(Corpus.Manifest(1), Corpus.Start))
        {
            StoreException busy = Assert.Throws<StoreException>(() => store.CollectObjects());
            Assert.Equal(Problem.Busy, busy.Problem);
            Assert.Contains(session.Id.Text, busy.Message, StringComparison.Ordinal);
        }

        string segment = Directory.GetFiles(Path.Combine(_folder.Store, "experiments", "sums", "runs", run.Text, "journal"))[0];
        byte[] good = await File.ReadAllBytesAsync(segment), bad = [.. good];
        bad[good.AsSpan().IndexOf("\"sha256\""u8) + 12] ^= 1;
        await File.WriteAllBytesAsync(segment, bad);
        foreach (Func<object> collect in (Func<object>[])[() => store.PlanObjectCollection(), () => store.CollectObjects()])
        {
            StoreException damaged = Assert.Throws<StoreException>(collect);
            Assert.Equal((Problem.Damaged, segment), (damaged.Problem, damaged.File));
        }

        await File.WriteAllBytesAsync(segment, good);
        Assert.True(store.Objects.Contains(orphan));
        Assert.Equal(1, store.CollectObjects().Objects);
    }

    [Fact]
    public async Task Who_stores_an_object_in_a_run_that_was_begun_meanwhile_waits_for_the_collection()
    {
        PausingFiles files = new();
        using Store store = Store.Open(_folder.Store, new() { UseSqlite = false, Files = files });
        await KeepAsync(store.Experiment("sums"), "a", "b");
        Digest orphan = Orphan(store, "orphan");
        Task<RunId>? other = null;
        // An instant before the object goes that the new run is about to refer to.
        files.OnDelete = path =>
        {
            if (!path.EndsWith(orphan.ToString(), StringComparison.Ordinal) || other is not null) return;
            using Store second = Store.Open(_folder.Store, new() { UseSqlite = false });
            other = Task.Run(() => KeepAsync(second.Experiment("new"), "orphan", "c"));
            Assert.False(other.Wait(TimeSpan.FromMilliseconds(200)));
        };
        Assert.Equal(1, store.CollectObjects().Objects);
        await other!;
        Assert.True(store.Objects.Contains(orphan));
        Assert.Empty(store.Verify().Findings);
    }

    [Fact]
    public async Task Whichever_file_operation_fails_nothing_that_is_needed_goes_and_the_next_collection_finishes()
    {
        for (int fail = 1; ; fail++)
        {
            using TemporaryFolder folder = new(inMemory: true);
            FailingFiles files = new();
            using Store store = Store.Open(folder.Store, new() { UseSqlite = false, Files = files });
            await KeepAsync(store.Experiment("sums"), "a", "b");
            for (int i = 0; i < 3; i++) Orphan(store, $"orphan {i}");
            files.FailAt = files.Operations + fail;
            Exception? error = Record.Exception(() => store.CollectObjects());
            bool reached = files.Operations >= files.FailAt;
            files.FailAt = 0;
            Assert.Equal(reached, error is StoreException);
            Assert.True(store.Verify().IsSound);
            store.CollectObjects();
            Assert.Empty(store.Verify().Findings);
            if (!reached) return;
        }
    }

    private static async Task<RunId> KeepAsync(StoredExperiment experiment, params string[] contents)
    {
        await using RunSession session = experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        foreach (string content in contents) await session.Writer.ArtifactAsync(new(content), Content(content));
        return session.Id;
    }

    private static MemoryStream Content(string text) => new(Encoding.UTF8.GetBytes(text));

    private static Digest Orphan(Store store, string text)
    {
        Digest content = Digest.Of(Encoding.UTF8.GetBytes(text));
        string path = Path.Combine(store.Folder, "objects", content.ToString()[..2], content.ToString());
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return content;
    }
}
