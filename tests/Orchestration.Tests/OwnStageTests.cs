using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Runs;
using StoreOfRuns = TrialKeep.Storage.Store;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Stages of the program's own: what they see, when they are skipped, what a failure leaves.</summary>
public sealed class OwnStageTests : IDisposable
{
    private readonly Lab _lab = new();
    private int _exports;

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_stage_sees_the_scored_run_and_is_skipped_until_something_changes()
    {
        double sum = 0;
        Experiment<Question, Reply> Exported(int items, string code = "1", string evaluator = "1") =>
            _lab.Experiment(Enumerable.Range(0, items).Select(static number => Question.Of(number)), evaluator: evaluator).Stage("export", (run, _, _) =>
            {
                _exports++;
                sum = Enumerable.Range(0, run.Plan.Count).Sum(index => run.ScoreOf(index, 0)?.Value ?? 0);
                return Task.CompletedTask;
            }, Code.Version(code));
        Assert.False(Planned(Exported(2)));
        using (await _lab.RunAsync(Exported(2))) Assert.Equal((1, 4.0), (_exports, sum));
        Assert.True(Planned(Exported(2)));
        using (await _lab.RunAsync(Exported(2))) Assert.Equal(1, _exports);
        using (await _lab.RunAsync(Exported(2), new RunOptions { Stages = ["export"] })) Assert.Equal(2, _exports);
        using (await _lab.RunAsync(Exported(2, code: "2"))) Assert.Equal(3, _exports);
        using (await _lab.RunAsync(Exported(2, code: "2", evaluator: "2"))) Assert.Equal(4, _exports);
        using (await _lab.RunAsync(Exported(3, code: "2", evaluator: "2"))) Assert.Equal((5, 6.0), (_exports, sum));
        Assert.Equal(6, _lab.Calls);
    }

    [Fact]
    public async Task It_runs_after_scores_were_made_by_a_call_of_their_own_and_not_after_answers_alone()
    {
        Experiment<Question, Reply> experiment = Counted();
        using (await _lab.RunAsync(experiment, new RunOptions { Until = RunStage.Generate })) Assert.Equal(0, _exports);
        using (await _lab.RunAsync(experiment, new RunOptions { Only = WorkFilter.Outdated })) Assert.Equal(1, _exports);
        using (await _lab.RunAsync(experiment)) Assert.Equal(1, _exports);
        using (await _lab.RunAsync(experiment, new RunOptions { Only = WorkFilter.Outdated, Replay = RunStage.Evaluate })) Assert.Equal(2, _exports);
    }

    [Fact]
    public async Task A_stage_that_fails_is_told_recorded_and_tried_again_and_the_next_one_waits()
    {
        bool isBroken = true;
        int later = 0;
        Experiment<Question, Reply> experiment = _lab.Experiment([Question.Of(0)])
            .Stage("export", (_, _, _) => isBroken ? throw new IOException("no such place") : Task.CompletedTask, Code.Version("1"))
            .Stage("notify", (_, _, _) => Task.FromResult(later++), Code.Version("1"));
        using (Run<Question, Reply> run = await _lab.RunAsync(experiment))
        {
            Assert.Equal(StopKind.Stage, run.Stop!.Kind);
            Assert.StartsWith("The stage 'export' failed (System.IO.IOException: no such place)", run.Stop.Message, StringComparison.Ordinal);
            Assert.Equal(0, later);
        }

        (RunInfo info, StoredEvent[] events) = Stored(experiment);
        Assert.Equal((RunStatus.Failed, "stage.failed"), (info.Status, Assert.Single(events).Name));
        isBroken = false;
        using (await _lab.RunAsync(experiment)) Assert.Equal(1, later);
        (info, events) = Stored(experiment);
        Assert.Equal((RunStatus.Completed, 2), (info.Status, events.Count(static happened => happened.Name == "stage.succeeded")));
        Assert.Equal((2, 2), (_lab.Calls, _lab.Scored));
    }

    [Fact]
    public async Task A_stage_that_was_done_and_fails_when_it_is_asked_for_again_is_to_do()
    {
        bool isBroken = false;
        Experiment<Question, Reply> experiment = _lab.Experiment([Question.Of(0)]).Stage("export", (_, _, _) => isBroken ? throw new IOException("full") : Task.FromResult(_exports++), Code.Version("1"));
        using (await _lab.RunAsync(experiment)) Assert.True(Planned(experiment));
        isBroken = true;
        using (await _lab.RunAsync(experiment, new RunOptions { Stages = ["export"] })) Assert.False(Planned(experiment));
    }

    [Fact]
    public async Task A_stage_has_progress_of_its_own()
    {
        Seen seen = new();
        using (await _lab.RunAsync(Counted(), observer: seen)) { }
        RunProgress last = seen.All[^1];
        Assert.Equal((RunStage.Own, "export", 1, 0, 1), (last.Stage, last.Name, last.Planned, last.Cached, last.Done));
        Assert.Equal([RunStage.Generate, RunStage.Evaluate], last.Earlier.Select(static stage => stage.Stage));
        using (await _lab.RunAsync(Counted(), observer: seen)) { }
        Assert.Equal((1, 0), (seen.All[^1].Cached, seen.All[^1].Done));
    }

    [Fact]
    public async Task A_stage_sees_what_the_stage_before_it_has_made_and_runs_again_for_that_alone()
    {
        List<string> ran = [];
        Ear ear = new();
        Experiment<Question, Reply> Of(int items, string heard = "1", string evaluator = "1")
        {
            Transform<Reply, Heard> transform = ear.Transform(code: heard);
            Task Note(string name, Run<Question, Reply> run, StageContext<Question, Reply> context)
            {
                int last = run.Plan.Count - 1;
                Assert.Equal(context.Run, run.Id);
                Assert.True(context.Reader.TryGet(run.Plan.Keys[last], out _));
                ran.Add($"{name} {run.RecordOf(last)?.Text} {run.OutputOf(last, transform)?.Words} {run.ScoreOf(last, 0)?.Value}".TrimEnd());
                return Task.CompletedTask;
            }

            return _lab.Experiment(Enumerable.Range(0, items).Select(static number => Question.Of(number)), ["loud"], evaluator: evaluator).Transform(transform)
                .Stage("end", (run, context, _) => Note("end", run, context), Code.Version("1"))
                .Stage("outputs", (run, context, _) => Note("outputs", run, context), Code.Version("1"), RunStage.Transform)
                .Stage("answers", (run, context, _) => Note("answers", run, context), Code.Version("1"), RunStage.Generate);
        }

        async Task<string[]> RanAsync(Experiment<Question, Reply> experiment, RunOptions? options = null)
        {
            ran.Clear();
            using Run<Question, Reply> run = await _lab.RunAsync(experiment, options);
            Assert.Null(run.Stop);
            return [.. ran];
        }

        Assert.Equal(["answers 1"], await RanAsync(Of(2), new() { Until = RunStage.Generate }));
        Assert.Equal(["outputs 1 1"], await RanAsync(Of(2), new() { Until = RunStage.Transform }));
        Assert.Equal(["end 1 1 1"], await RanAsync(Of(2)));
        Assert.Empty(await RanAsync(Of(2)));
        Assert.Equal(["end 1 1 1"], await RanAsync(Of(2, evaluator: "2")));
        Assert.Equal(["outputs 1 1 1", "end 1 1 1"], await RanAsync(Of(2, heard: "2", evaluator: "2")));
        Assert.Equal(["outputs 1 1 1", "end 1 1 1"], await RanAsync(Of(2, heard: "2", evaluator: "2"), new() { Only = WorkFilter.Outdated, Replay = RunStage.Transform }));
        Assert.Equal(["end 1 1 1"], await RanAsync(Of(2, heard: "2", evaluator: "2"), new() { Only = WorkFilter.Outdated, Replay = RunStage.Evaluate }));
        Assert.Equal(["answers 1 1 1"], await RanAsync(Of(2, heard: "2", evaluator: "2"), new() { Stages = ["answers"] }));
        Assert.Equal(["answers 2", "outputs 2 2", "end 2 2 1"], await RanAsync(Of(3, heard: "2", evaluator: "2")));
    }

    [Fact]
    public async Task A_stage_that_fails_leaves_out_what_comes_after_it_and_the_next_call_goes_on_there()
    {
        bool isBroken = true;
        Seen seen = new();
        Experiment<Question, Reply> experiment = _lab.Experiment([Question.Of(0)])
            .Stage("check", (_, _, _) => isBroken ? throw new IOException("no such place") : Task.CompletedTask, Code.Version("1"), RunStage.Generate);
        using (Run<Question, Reply> run = await _lab.RunAsync(experiment, observer: seen))
        {
            Assert.Equal((StopKind.Stage, new WorkCounts(2, 0, 0, 0, 0)), (run.Stop!.Kind, run.Counts));
        }

        Assert.Equal((RunStage.Own, "check", 1), (seen.All[^1].Stage, seen.All[^1].Name, seen.All[^1].Failed));
        (RunInfo info, StoredEvent[] events) = Stored(experiment);
        Assert.Equal((RunStatus.Failed, "stage.failed"), (info.Status, Assert.Single(events).Name));
        Assert.False(Planned(experiment));
        isBroken = false;
        using (Run<Question, Reply> run = await _lab.RunAsync(experiment, observer: seen)) Assert.Equal((new WorkCounts(0, 2, 0, 0, 2), null), (run.Counts, run.Stop));
        Assert.Equal([RunStage.Generate, RunStage.Own], seen.All[^1].Earlier.Select(static stage => stage.Stage));
        Assert.Equal(RunStatus.Completed, Stored(experiment).Info.Status);
        Assert.Equal(2, _lab.Calls);
    }

    [Fact]
    public async Task A_stage_after_answers_runs_in_each_process_that_shares_a_run()
    {
        Experiment<Question, Reply> experiment = _lab.Experiment([.. Enumerable.Range(0, 5).Select(static number => Question.Of(number))])
            .Stage("check", (run, _, _) => Task.FromResult(Interlocked.Increment(ref _exports)), Code.Version("1"), RunStage.Generate);
        Run<Question, Reply>[] runs = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => _lab.RunAsync(experiment, new RunOptions { Shared = true, Parallelism = 2 }))));
        Assert.InRange(_exports, 1, 2);
        Assert.All(runs, static run => Assert.Equal((0, null), (run.Counts.Missing, run.Stop)));
        Assert.Equal((10, 10), (_lab.Calls, _lab.Scored));
        foreach (Run<Question, Reply> run in runs) run.Dispose();
    }

    [Fact]
    public void A_stage_stands_after_one_of_the_three()
    {
        Assert.StartsWith("The stage 'late' has no place; it stands after generate, transform or evaluate", Assert.Throws<ArgumentException>(() =>
            Counted().Stage("late", static (_, _, _) => Task.CompletedTask, Code.Version("1"), RunStage.Own)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_that_is_asked_for_and_not_there_is_refused()
    {
        InvalidInputException refused = await Assert.ThrowsAsync<InvalidInputException>(() => _lab.RunAsync(Counted(), new RunOptions { Stages = ["exprot"] }));
        Assert.Contains("no stage 'exprot'", refused.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Counted().Stage("export", (_, _, _) => Task.CompletedTask, Code.Version("1")));
    }

    private Experiment<Question, Reply> Counted() => _lab.Experiment([Question.Of(0)]).Stage("export", (_, _, _) => Task.FromResult(_exports++), Code.Version("1"));

    private bool Planned(Experiment<Question, Reply> experiment)
    {
        using StoreOfRuns? store = StoreOfRuns.Find(_lab.Store);
        return Assert.Single(PlanStates.Read(Planner.Plan(experiment, Selection.All), store?.Experiment("lab")).Stages).IsDone;
    }

    private (RunInfo Info, StoredEvent[] Events) Stored(Experiment<Question, Reply> experiment)
    {
        using StoreOfRuns store = StoreOfRuns.Open(_lab.Store);
        StoredExperiment stored = store.Experiment("lab");
        using RunReader reader = stored.Read(stored.LatestRun(Planner.Plan(experiment, Selection.All).Manifest)!.Value);
        return (reader.Info, [.. reader.Events.All()]);
    }

    private sealed class Seen : IProgress<RunProgress>
    {
        public List<RunProgress> All { get; } = [];

        public void Report(RunProgress value)
        {
            lock (All) All.Add(value);
        }
    }
}
