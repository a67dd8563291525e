using System.Globalization;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Crash.Tests.Kills;
using TrialKeep.Storage.Crash.Tests.Work;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Crash.Tests.Sweeps;

/// <summary>
/// The n-th file operation fails, for every n, alone or with all after it: nothing acknowledged is lost or there twice, one sentence is what it
/// ends in, and the next session does the rest.
/// </summary>
public sealed class OperationSweepTests : IDisposable
{
    private const int Items = 5;
    private readonly TemporaryFolder _folder = new(inMemory: true);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(FailingFiles.InputOutput, false)]
    [InlineData(FailingFiles.InputOutput, true)]
    [InlineData(FailingFiles.NoSpace, false)]
    [InlineData(FailingFiles.NoSpace, true)]
    public void Whatever_fails_when_a_run_is_begun_continued_sealed_and_ended(int error, bool staysBroken) => Sweep(Alone, error, staysBroken);

    [Theory]
    [InlineData(FailingFiles.InputOutput, false)]
    [InlineData(FailingFiles.NoSpace, true)]
    public void Whatever_fails_when_a_run_is_shared(int error, bool staysBroken) => Sweep(Sharing, error, staysBroken);

    private void Sweep(Action<string, FailingFiles, Acknowledged> work, int error, bool staysBroken)
    {
        FailingFiles counting = new();
        work(Path.Combine(_folder.Path, "count"), counting, new());
        Assert.InRange(counting.Operations, 60, 3000);
        Parallel.For(1, counting.Operations + 1, new ParallelOptions { MaxDegreeOfParallelism = 2 }, failAt =>
        {
            string store = Path.Combine(_folder.Path, failAt.ToString(CultureInfo.InvariantCulture));
            Acknowledged acknowledged = new();
            Exception? fault = Record.Exception(() => work(store, new FailingFiles { FailAt = failAt, StaysBroken = staysBroken, Error = error }, acknowledged));
            string where = $"operation {failAt} of {counting.Operations}";
            Assert.True(fault is null or StoreException, $"{where}: {fault}");
            Check(store, acknowledged, where, isEnd: false);
            work(store, new FailingFiles(), acknowledged);
            Check(store, acknowledged, $"{where}, and then the rest", isEnd: true);
            Directory.Delete(store, recursive: true);
        });
    }

    private static void Check(string folder, Acknowledged acknowledged, string where, bool isEnd)
    {
        using Store? store = Store.Find(folder, new() { UseSqlite = false });
        RunId? run = store?.Experiment(Child.Experiment).LatestRun();
        Assert.True(run is not null || acknowledged.Said.Count == 0, $"{where}: the run is gone");
        if (store is null || run is not { } id) return;
        RunCheck.Check(store, id, 0, acknowledged, where, mayRepeat: true);
        if (!isEnd) return;
        using RunReader reader = store.Experiment(Child.Experiment).Read(id);
        Assert.Equal(new(Items, Items, 0, 0), RunCounts.Of(reader));
        Assert.Equal(RunStatus.Completed, reader.Info.Status);
    }

    // Two sessions, the second of which finds what the first one left; a seal between them.
    private static void Alone(string folder, FailingFiles files, Acknowledged acknowledged)
    {
        using Store store = Store.Open(folder, new() { UseSqlite = false, Files = files, SegmentBytes = 1500 });
        StoredExperiment experiment = store.Experiment(Child.Experiment);
        Manifest manifest = Corpus.Manifest(Items);
        RunId run = default;
        foreach (int items in (int[])[2, Items])
        {
            Use(experiment.ContinueOrBegin(manifest.Digest, () => manifest, Corpus.Start), session =>
            {
                run = session.Id;
                Job.Do(session, null, 0, Enumerable.Range(0, items), word => acknowledged.TakeAgain(word));
                acknowledged.TakeAgain(string.Create(CultureInfo.InvariantCulture, $"c {session.Writer.Checkpoint("state", new byte[] { 1 })}"));
                session.DataSet(new("rows", Digest.Of("rows"u8), 4, 1));
                session.SetStatus(RunStatus.Completed, new(Items, items, 0, Items - items));
            });
            experiment.Tag(run, "sweep");
            experiment.Seal(run);
        }
    }

    private static void Sharing(string folder, FailingFiles files, Acknowledged acknowledged)
    {
        using Store store = Store.Open(folder, new() { UseSqlite = true, Files = files });
        StoredExperiment experiment = store.Experiment(Child.Experiment);
        Manifest manifest = Corpus.Manifest(Items);
        Use(experiment.ContinueOrBegin(manifest.Digest, () => manifest, Corpus.Start with { Shared = true }), session =>
        {
            KeyId[] keys = [.. Enumerable.Range(0, Items).Select(Corpus.Generation)];
            IReadOnlyList<KeyId> won = session.Claims.TryClaim(keys);
            Job.Do(session, null, 0, won.Select(key => Array.IndexOf(keys, key)), word => acknowledged.TakeAgain(word));
            session.Claims.Settle([.. won]);
            session.SetStatus(RunStatus.Completed, default);
        });
    }

    // As `await using` does it: the end of the session may fail too, and its locks are free all the same.
    private static void Use(RunSession session, Action<RunSession> act)
    {
        try
        {
            act(session);
        }
        finally
        {
            session.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
