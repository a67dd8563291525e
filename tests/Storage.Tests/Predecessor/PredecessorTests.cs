using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Processes;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Predecessor;

/// <summary>Defects that a predecessor's store had (reproduced there) and this one must not have: places, life and sharing of runs.</summary>
public sealed class PredecessorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public PredecessorTests()
    {
        _store = Store.Open(_folder.Store);
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task E3_An_experiment_has_its_own_place()
    {
        RunId run = await Begin(_store.Experiment("exp-42"));
        Assert.True(File.Exists(Path.Combine(_folder.Store, "experiments", "exp-42", "runs", run.Text, "run.json")));
        Assert.Equal(["exp-42"], _store.Experiments());
        Assert.Equal("exp-42", Assert.Single(_store.Runs()).Info!.Experiment);
        Assert.Empty(_experiment.Runs());
    }

    [Fact]
    public async Task E4_An_unknown_run_is_the_right_error_and_leaves_no_debris()
    {
        RunId known = await Begin(_store.Experiment("other"));
        string[] before = Everything();
        foreach (RunId run in new[] { known, default })
        {
            Action[] acts =
            [
                () => _experiment.Info(run), () => _experiment.Status(run), () => _experiment.IsStale(run), () => _experiment.Read(run), () => _experiment.Marks(run), () => _experiment.Pin(run), () => _experiment.Unpin(run),
                () => _experiment.Tag(run, "a"), () => _experiment.Untag(run, "a"), () => _experiment.Continue(run, Corpus.Start), () => _experiment.Continue(run, SharedWork.Start),
                () => _experiment.Evaluation(run, "correct", Digest.Of("x"u8)), () => _experiment.FindRun(known.Text), () => _store.FindRun("1999"),
            ];
            Assert.All(acts, act => Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(act).Problem));
        }

        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task E8_Reads_never_fail_while_the_file_is_replaced()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        RunId run = session.Id;
        using CancellationTokenSource done = new();
        int reads = 0;
        Task reader = Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                RunInfo info = _experiment.Info(run);
                Assert.True(info.Status is RunStatus.Running or RunStatus.Failed);
                _experiment.Marks(run);
                Interlocked.Increment(ref reads);
            }
        }, TestContext.Current.CancellationToken);
        for (int i = 0; i < 200 || Volatile.Read(ref reads) < 200; i++)
        {
            Assert.False(reader.IsFaulted, reader.Exception?.ToString());
            session.SetStatus(i % 2 == 0 ? RunStatus.Failed : RunStatus.Running, new(1, 0, i, 0));
            if (i % 2 == 0) _experiment.Pin(run);
            else _experiment.Unpin(run);
        }

        await done.CancelAsync();
        await reader;
    }

    [Fact]
    public async Task E12_Processes_that_append_to_one_run_lose_nothing_of_each_other()
    {
        const int Items = 160;
        RunId run = await Begin(_experiment, Items);
        System.Diagnostics.Process[] workers = [.. Enumerable.Range(0, 4).Select(_ => Child.Share(_folder.Store))];
        foreach (System.Diagnostics.Process worker in workers)
        {
            await worker.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, worker.ExitCode);
            worker.Dispose();
        }

        using RunReader reader = _experiment.Read(run);
        Assert.Equal(new(Items, Items, 0, 0), RunCounts.Of(reader));
        Assert.Equal(reader.Info.Counts, RunCounts.Of(reader));
        Assert.Equal(RunStatus.Completed, reader.Info.Status);
    }

    [Fact]
    public async Task E17_E19_A_generation_is_counted_once_as_success_failure_or_missing()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(3), Corpus.Start);
        for (int i = 0; i < 3; i++) Corpus.Append(session.Writer, 0);
        session.Writer.Failure(Corpus.Envelope(0, 4), new("late", "after a success"));
        session.Writer.Failure(Corpus.Envelope(1), new("failed", "no output"));
        await session.RefreshAsync();
        RunCounts counts = RunCounts.Of(session.Reader);
        Assert.Equal(new(3, 1, 1, 1), counts);
        Assert.Equal(counts.Planned, counts.Succeeded + counts.Failed + counts.Missing);
    }

    [Theory]
    [InlineData("../../../../escaped_run")]
    [InlineData("/etc/passwd")]
    [InlineData("a\0b")]
    [InlineData("..")]
    public async Task E20_Names_and_ids_lead_nowhere_outside(string name)
    {
        RunId run = await Begin(_experiment);
        string[] before = Everything();
        Action[] refused =
        [
            () => RunId.Parse(name), () => _store.Experiment(name), () => _experiment.Tag(run, name), () => _experiment.Evaluation(run, name, default), () => _store.Runs(new() { Experiment = name }),
        ];
        Assert.All(refused, act => Assert.Equal(Problem.BadName, Assert.Throws<StoreException>(act).Problem));
        Assert.Equal(Problem.NotFound, Assert.Throws<StoreException>(() => _store.FindRun(name)).Problem);
        Assert.Equal(before, Everything());
    }

    [Fact]
    public async Task E21_A_limit_of_0_gives_none()
    {
        await Begin(_experiment);
        await Begin(_experiment);
        Assert.Empty(_store.Runs(new() { Limit = 0 }));
        Assert.Single(_store.Runs(new() { Limit = 1 }));
        Assert.Equal(2, _store.Runs().Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => _store.Runs(new() { Limit = -1 }));
    }

    [Fact]
    public async Task E25_Threads_that_use_one_session_count_every_record()
    {
        const int Threads = 8;
        const int Each = 40;
        await using RunSession session = _experiment.Begin(Corpus.Manifest(Threads * Each), Corpus.Start);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
        {
            for (int i = 0; i < Each; i++) Corpus.Append(session.Writer, thread * Each + i);
        })));
        await session.RefreshAsync();
        RunCounts counts = RunCounts.Of(session.Reader);
        Assert.Equal(new(Threads * Each, Threads * Each, 0, 0), counts);
        session.SetStatus(RunStatus.Completed, counts);
        Assert.Equal(counts, _experiment.Info(session.Id).Counts);
    }

    [Fact]
    public async Task E28_A_run_that_ended_does_not_end_otherwise_and_keeps_no_error()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        session.SetStatus(RunStatus.Failed, default, "the disk was full");
        StoreException error = Assert.Throws<StoreException>(() => session.SetStatus(RunStatus.Completed, default));
        Assert.Equal(Problem.BadState, error.Problem);
        Assert.Contains("is failed and can't become completed", error.Message, StringComparison.Ordinal);
        Corpus.Append(session.Writer, 0);
        session.SetStatus(RunStatus.Completed, default);
        Assert.Null(_experiment.Info(session.Id).Reason);
        Assert.Throws<StoreException>(() => session.SetStatus(RunStatus.Cancelled, default));
    }

    private static async Task<RunId> Begin(StoredExperiment experiment, int items = 1)
    {
        await using RunSession session = experiment.Begin(Corpus.Manifest(items), Corpus.Start);
        return session.Id;
    }

    private string[] Everything() => [.. Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
