using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests.Predecessor;

/// <summary>What an earlier orchestrator was found to do wrong while it ran, by the numbers of its list. F4 to F6 are about bundles.</summary>
public sealed class OrchestratorDefectTests : IDisposable
{
    private readonly Lab _lab = new();

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task F1_one_store_holds_two_manifests_that_share_work()
    {
        using Run<Question, Reply> small = await _lab.RunAsync(_lab.Experiment(Items(5)));
        using Run<Question, Reply> grown = await _lab.RunAsync(_lab.Experiment(Items(8)));
        Assert.NotEqual(small.Id, grown.Id);
        Assert.Equal((10, 6, 16), (small.Counts.Generated, grown.Counts.Generated, _lab.Calls));
        using Run<Question, Reply> again = await _lab.RunAsync(_lab.Experiment(Items(5)));
        Assert.Equal((small.Id, 16), (again.Id, _lab.Calls));
    }

    [Fact]
    public async Task F2_and_F10_failed_generations_are_tried_again_and_the_status_follows()
    {
        _lab.Answer = static (_, _, _) => throw new InvalidOperationException("down");
        using (Run<Question, Reply> down = await _lab.RunAsync(_lab.Experiment(Items(3), ["loud"]))) Assert.Equal(RunStatus.Failed, Status());
        _lab.Answer = static (_, _, _) => Task.FromResult(new Reply { Text = "1" });
        using Run<Question, Reply> up = await _lab.RunAsync(_lab.Experiment(Items(3), ["loud"]));
        Assert.Equal((3, 6, RunStatus.Completed), (up.Counts.Generated, _lab.Calls, Status()));
    }

    [Fact]
    public async Task F3_and_F9_another_score_asks_no_variant_and_another_sample_asks_for_one_more()
    {
        Experiment<Question, Reply> experiment = _lab.Experiment(Items(5), ["loud"]);
        using (await _lab.RunAsync(experiment)) Assert.Equal(5, _lab.Calls);
        Experiment<Question, Reply> scored = experiment.Evaluate("again", experiment.Evaluations[0].Evaluator!, Code.Version("1"));
        using (Run<Question, Reply> more = await _lab.RunAsync(scored)) Assert.Equal((5, 5, 10), (_lab.Calls, more.Counts.Evaluated, _lab.Scored));
        using (await _lab.RunAsync(scored.Samples(2))) Assert.Equal(10, _lab.Calls);
    }

    [Fact]
    public async Task F7_a_store_that_was_moved_and_other_knobs_continue_the_run()
    {
        using (await _lab.RunAsync(_lab.Experiment(Items(4)), new RunOptions { Parallelism = 1, Budget = new() { Items = 3 } })) Assert.Equal(3, _lab.Calls);
        string moved = _lab.Store + "-moved";
        Directory.Move(_lab.Store, moved);
        using Store store = Store.Open(moved);
        RunOptions options = new() { Parallelism = 7, Limits = new() { Concurrency = 2, Retry = RetryPolicy.Transient(3), Breaker = 9 } };
        using Run<Question, Reply> run = await new ExperimentRunner<Question, Reply>(Planner.Plan(_lab.Experiment(Items(4)), Selection.All, TestContext.Current.CancellationToken), store, options).RunAsync(cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((8, 3, 5), (_lab.Calls, run.Counts.Cached, run.Counts.Generated));
        Assert.Single(store.Experiment("lab").Runs());
    }

    [Fact]
    public async Task F8_two_sessions_on_one_store_neither_die_nor_repeat()
    {
        RunOptions options = new() { Shared = true, Parallelism = 4 };
        Run<Question, Reply>[] runs = await Task.WhenAll(_lab.RunAsync(_lab.Experiment(Items(100)), options), _lab.RunAsync(_lab.Experiment(Items(100)), options));
        foreach (Run<Question, Reply> run in runs)
        {
            Assert.Equal((0, 0), (run.Counts.Failed, run.Counts.Missing));
            run.Dispose();
        }

        Assert.Equal((200, 200), (_lab.Calls, _lab.Scored));
    }

    [Fact]
    public async Task F8_who_works_alone_is_named_to_who_comes_second()
    {
        TaskCompletionSource under = new();
        TaskCompletionSource go = new();
        _lab.Answer = async (_, _, _) =>
        {
            under.TrySetResult();
            await go.Task;
            return new Reply { Text = "1" };
        };
        Task<Run<Question, Reply>> first = _lab.RunAsync(_lab.Experiment(Items(2), ["loud"]));
        await under.Task;
        StoreException busy = await Assert.ThrowsAsync<StoreException>(() => _lab.RunAsync(_lab.Experiment(Items(2), ["loud"])));
        Assert.Equal(Problem.Busy, busy.Problem);
        Assert.Equal((RunStatus.Running, 2), (Status(), Progress().Counts.Missing));
        go.SetResult();
        (await first).Dispose();
    }

    [Fact]
    public async Task F11_what_is_written_grows_with_the_items_and_no_faster()
    {
        using (await _lab.RunAsync(_lab.Experiment(Items(50), ["loud"])))
        {
        }

        long few = Bytes(out int files);
        using Lab many = new();
        using (await many.RunAsync(many.Experiment(Items(200), ["loud"])))
        {
        }

        long all = Directory.EnumerateFiles(many.Store, "*", SearchOption.AllDirectories).Where(IsData).Sum(static file => new FileInfo(file).Length);
        Assert.InRange(all, few, few * 5);
        Assert.Equal(files, Directory.EnumerateFiles(many.Store, "*", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public async Task F12_the_breaker_saves_calls()
    {
        _lab.Answer = static (_, _, _) => throw new InvalidOperationException("down");
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Items(50), ["loud"]), new RunOptions { Limits = new() { Breaker = 5 } });
        Assert.Equal((5, StopKind.Breaker), (_lab.Calls, run.Stop?.Kind));
    }

    private static bool IsData(string file) => file.EndsWith(".jsonl", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal);

    private static Question[] Items(int count) => [.. Enumerable.Range(0, count).Select(static i => Question.Of(i))];

    private long Bytes(out int files)
    {
        string[] all = Directory.GetFiles(_lab.Store, "*", SearchOption.AllDirectories);
        files = all.Length;
        return all.Where(IsData).Sum(static file => new FileInfo(file).Length);
    }

    private Orchestration.Progress.StoredProgress Progress()
    {
        using Store store = Store.Open(_lab.Store);
        StoredExperiment stored = store.Experiment("lab");
        return Orchestration.Progress.StoredProgress.Read(stored, stored.Runs()[^1]);
    }

    private RunStatus Status() => Progress().Status;
}
