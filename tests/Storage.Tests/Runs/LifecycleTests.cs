using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Runs;

public sealed class LifecycleTests : IDisposable
{
    private static readonly RunCounts s_counts = new(1, 0, 0, 1);
    private readonly TemporaryFolder _folder = new();
    private readonly Store _store;
    private readonly StoredExperiment _experiment;

    public LifecycleTests()
    {
        _store = Store.Open(_folder.Store, new() { UseSqlite = false });
        _experiment = _store.Experiment("sums");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<RunStatus, RunStatus, bool> Transitions()
    {
        TheoryData<RunStatus, RunStatus, bool> data = [];
        foreach (RunStatus from in Enum.GetValues<RunStatus>().Where(status => status != RunStatus.Stale))
        {
            foreach (RunStatus to in Enum.GetValues<RunStatus>())
            {
                bool isAllowed = to switch
                {
                    RunStatus.Running => true,
                    RunStatus.Stale => false,
                    RunStatus.Pending => from == RunStatus.Pending,
                    RunStatus.Cancelled => from is RunStatus.Pending or RunStatus.Running or RunStatus.Cancelled,
                    _ => from == RunStatus.Running || from == to,
                };
                data.Add(from, to, isAllowed);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Transitions))]
    public async Task A_status_follows_another_or_the_error_names_both(RunStatus from, RunStatus to, bool isAllowed)
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start with { Pending = true });
        if (from != RunStatus.Pending) session.SetStatus(RunStatus.Running, s_counts);
        session.SetStatus(from, s_counts);
        if (isAllowed)
        {
            session.SetStatus(to, s_counts);
            Assert.Equal(to, _experiment.Info(session.Id).Status);
            return;
        }

        StoreException error = Assert.Throws<StoreException>(() => session.SetStatus(to, s_counts));
        Assert.Equal(Problem.BadState, error.Problem);
        Assert.Contains($"is {Word(from)} and can't become {Word(to)};", error.Message, StringComparison.Ordinal);
        Assert.Equal(from, _experiment.Info(session.Id).Status);
    }

    [Theory]
    [InlineData(RunStatus.Pending)]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Cancelled)]
    public async Task Whoever_appends_takes_the_run_back_to_running_and_whoever_only_looks_does_not(RunStatus status)
    {
        RunId run = await Ended(status);
        DateTimeOffset updated = _experiment.Info(run).Updated;
        await using (_experiment.Continue(run, Corpus.Start)) { }
        Assert.Equal((status, updated), (_experiment.Info(run).Status, _experiment.Info(run).Updated));
        await using RunSession session = _experiment.Continue(run, Corpus.Start);
        Corpus.Append(session.Writer, 0);
        Assert.Equal(RunStatus.Running, session.Status);
        Assert.Equal(RunStatus.Running, _experiment.Status(run));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task What_is_appended_after_an_end_takes_the_run_back_to_running(bool isShared, bool isScore)
    {
        using Store store = Store.Open(_folder.Store);
        StoredExperiment experiment = store.Experiment("sums");
        RunStart start = Corpus.Start with { Shared = isShared };
        RunId run;
        await using (RunSession session = experiment.Begin(Corpus.Manifest(2), start))
        {
            run = session.Id;
            Appended record = Corpus.Append(session.Writer, 0);
            Score(session.Writer, record);
            session.SetStatus(RunStatus.Completed, new(2, 1, 0, 1));
            if (isScore) Score(session.Writer, record);
            else Corpus.Append(session.Writer, 1);
            Assert.Equal(RunStatus.Running, experiment.Info(run).Status);
            if (!isShared) Assert.Equal(new(2, 1, 0, 1), experiment.Info(run).Counts);
        }

        // Nobody said that it had ended since.
        Assert.Equal(RunStatus.Stale, experiment.Status(run));
        await using (RunSession session = experiment.Continue(run, start))
        {
            if (isShared) Corpus.Append(session.Writer, 1);
            session.SetStatus(RunStatus.Completed, new(2, 2, 0, 0));
        }

        Assert.Equal(RunStatus.Completed, experiment.Status(run));
    }

    [Fact]
    public async Task A_reason_stays_no_longer_than_its_status()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start);
        session.SetStatus(RunStatus.Failed, s_counts, "the model's key was refused");
        Assert.Equal("the model's key was refused", _experiment.Info(session.Id).Reason);
        session.SetStatus(RunStatus.Running, s_counts);
        Assert.Null(_experiment.Info(session.Id).Reason);
        session.SetStatus(RunStatus.Completed, s_counts);
        Assert.Null(_experiment.Info(session.Id).Reason);
        Assert.Throws<ArgumentException>(() => session.SetStatus(RunStatus.Completed, s_counts, "why not"));
    }

    [Fact]
    public async Task A_pending_run_is_not_stale_and_can_be_cancelled_unbegun()
    {
        RunId run = await Ended(RunStatus.Pending);
        Assert.Equal(RunStatus.Pending, _experiment.Status(run));
        await using RunSession session = _experiment.Continue(run, Corpus.Start);
        session.SetStatus(RunStatus.Cancelled, s_counts);
        Assert.Equal(RunStatus.Cancelled, _experiment.Status(run));
    }

    [Fact]
    public async Task Several_lines_of_a_generation_are_counted_once()
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(3), Corpus.Start);
        session.Writer.Failure(Corpus.Envelope(0), new("failed", "once"));
        session.Writer.Failure(Corpus.Envelope(0, 2), new("failed", "twice"));
        Corpus.Append(session.Writer, 0);
        Corpus.Append(session.Writer, 0);
        session.Writer.Failure(Corpus.Envelope(1), new("failed", "once"));
        session.Writer.Failure(Corpus.Envelope(1, 2), new("failed", "twice"));
        // Of no generation of the manifest.
        Corpus.Append(session.Writer, 7);
        await session.RefreshAsync();
        Assert.Equal(new(3, 1, 1, 1), RunCounts.Of(session.Reader));
    }

    private static void Score(RunWriter writer, in Appended record) =>
        writer.Evaluation("right", default).Append(new(Corpus.Generation(0), writer.ReferenceTo(record), default, default, 1, null, null, null, null, default));

    private async Task<RunId> Ended(RunStatus status)
    {
        await using RunSession session = _experiment.Begin(Corpus.Manifest(1), Corpus.Start with { Pending = true });
        if (status == RunStatus.Pending) return session.Id;
        session.SetStatus(RunStatus.Running, s_counts);
        session.SetStatus(status, s_counts);
        return session.Id;
    }

    private static string Word(RunStatus status) => status.ToString().ToLowerInvariant();
}
