using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Tests.Samples;

namespace TrialKeep.Storage.Tests.Maintenance;

public sealed class RetentionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTime _time = new(new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));
    private readonly Store _store;

    public RetentionTests() => _store = Store.Open(_folder.Store, new() { UseSqlite = false, Time = _time });

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_dry_run_says_why_and_deletes_nothing()
    {
        RunId[] runs = await Runs(5);
        IReadOnlyList<RetentionDecision> plan = _store.PlanRetention(new() { MostRuns = 2 });
        Assert.Equal([.. runs.Reverse()], plan.Select(static one => one.Run));
        Assert.Equal([false, false, true, true, true], plan.Select(static one => one.IsDeleted));
        Assert.All(plan, static one => Assert.EndsWith(".", one.Reason, StringComparison.Ordinal));
        Assert.All(plan, static one => Assert.True(one.Bytes > 100));
        Assert.Equal(5, _store.Experiment("sums").Runs().Count);
        Assert.Equal(plan, _store.Retain(new() { MostRuns = 2 }));
        Assert.Equal([.. runs[3..]], _store.Experiment("sums").Runs());
        Assert.True(_store.Verify().IsSound);
    }

    [Fact]
    public async Task Zero_is_a_limit()
    {
        await Runs(3);
        Assert.All(_store.PlanRetention(new() { MostRuns = 0 }), static one => Assert.True(one.IsDeleted));
        Assert.All(_store.PlanRetention(new() { MostBytes = 0 }), static one => Assert.True(one.IsDeleted));
        _time.Now += TimeSpan.FromSeconds(1);
        Assert.All(_store.PlanRetention(new() { LongestAge = TimeSpan.Zero }), static one => Assert.True(one.IsDeleted));
        Assert.All(_store.PlanRetention(new()), static one => Assert.False(one.IsDeleted));
    }

    [Fact]
    public async Task Age_and_size_go_by_what_is_there()
    {
        await Runs(4);
        IReadOnlyList<RetentionDecision> old = _store.PlanRetention(new() { LongestAge = TimeSpan.FromDays(2.5) });
        Assert.Equal([false, false, false, true], old.Select(static one => one.IsDeleted));
        long each = old.Max(static one => one.Bytes);
        Assert.Equal([false, false, true, true], _store.PlanRetention(new() { MostBytes = 2 * each + 10 }).Select(static one => one.IsDeleted));
    }

    [Fact]
    public async Task Pinned_running_reused_and_other_runs_stay()
    {
        (RunId first, RunId second) = await SampleStore.WriteAsync(_store);
        StoredExperiment experiment = _store.Experiment("sums");
        Assert.All(_store.PlanRetention(new() { MostRuns = 0 }), static one => Assert.True(one.IsDeleted)); // the user of the first goes too
        experiment.Pin(second);
        RetentionDecision[] pinned = [.. _store.PlanRetention(new() { MostRuns = 0 })];
        Assert.Equal((second, false, "It is pinned."), (pinned[0].Run, pinned[0].IsDeleted, pinned[0].Reason));
        Assert.False(pinned[1].IsDeleted);
        Assert.Contains($"'{second}' reuses", pinned[1].Reason, StringComparison.Ordinal);
        experiment.Unpin(second);
        experiment.Tag(second, "keep");
        Assert.Equal([false, false], _store.PlanRetention(new() { MostRuns = 0, ExceptTag = "keep" }).Select(static one => one.IsDeleted));
        Assert.Equal([true, false], _store.PlanRetention(new() { MostRuns = 0, Tag = "keep" }).Select(static one => one.IsDeleted));
        Assert.Equal([false, false], _store.PlanRetention(new() { MostRuns = 0, Statuses = [RunStatus.Failed] }).Select(static one => one.IsDeleted));
        await using (RunSession session = experiment.Continue(second, Corpus.Start))
        {
            Corpus.Append(session.Writer, 0);
            RetentionDecision[] live = [.. _store.Retain(new() { MostRuns = 0 })];
            Assert.Equal((false, "It is being worked on."), (live[0].IsDeleted, live[0].Reason));
        }

        Assert.Equal([first, second], experiment.Runs());
    }

    [Fact]
    public async Task Sizes_add_up_to_what_is_on_the_disk()
    {
        await SampleStore.WriteAsync(_store);
        _store.Experiment("sums").Seal(_store.Experiment("sums").Runs()[0]);
        StoreSize size = _store.Size();
        Assert.Equal(Directory.EnumerateFiles(_folder.Store, "*", SearchOption.AllDirectories).Sum(static path => new FileInfo(path).Length), size.Total.Bytes);
        Assert.Equal((2, 1L, 5L), (size.Runs.Length, size.Objects.Files, size.Objects.Bytes));
        Assert.Equal((0, 2), (size.Runs[0].Journal.Files, size.Runs[0].Sealed.Files));
        Assert.Equal((1, 1), (size.Runs[1].Journal.Files, size.Runs[1].Evaluations.Files));
        Assert.True(size.Runs[0].Checkpoints.Bytes > 0);
        Assert.Equal(size.Runs[0].Total + size.Runs[1].Total, size.Of("sums"));
        Assert.True(size.Total.BytesOnDisk > 0);
    }

    // One a day; each works on another manifest, so that none continues another.
    private async Task<RunId[]> Runs(int count)
    {
        List<RunId> runs = [];
        for (int i = 1; i <= count; i++)
        {
            await using (RunSession session = _store.Experiment("sums").Begin(Corpus.Manifest(i), Corpus.Start with { IsFresh = true }))
            {
                Corpus.Append(session.Writer, 100 + i);
                await session.Writer.FlushAsync();
                session.SetStatus(RunStatus.Completed, new(i, 1, 0, i - 1));
                runs.Add(session.Id);
            }

            if (i < count) _time.Now += TimeSpan.FromDays(1);
        }

        return [.. runs];
    }
}
