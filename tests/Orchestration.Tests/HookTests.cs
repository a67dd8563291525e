using TrialKeep.Orchestration.Execution;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Runs;
using StoreOfRuns = TrialKeep.Storage.Store;

namespace TrialKeep.Orchestration.Tests;

/// <summary>What a program does before and after stages: when, with what in hand, and what happens when it fails.</summary>
public sealed class HookTests : IDisposable
{
    private readonly Lab _lab = new();
    private readonly List<string> _said = [];

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task Hooks_run_in_order_around_each_stage_and_see_what_is_durable()
    {
        Experiment<Question, Reply> experiment = Two()
            .Before(RunStage.Generate, (context, _) => Say($"one: {context.Pending} of {context.Plan.Count}, {context.Reader.Count} stored"))
            .Before(RunStage.Generate, (_, _) => Say("two"))
            .After(RunStage.Generate, (context, _) => Say($"generated {context.Ended[0].Done}, {context.Reader.Count} stored"))
            .Before(RunStage.Transform, (_, _) => Say("before transform"))
            .After(RunStage.Transform, (_, _) => Say("after transform"))
            .Before(RunStage.Evaluate, (_, _) => Say("before evaluate"))
            .After(RunStage.Evaluate, (context, _) => Say($"evaluated {context.Ended[^1].Done} in {context.Run == context.Reader.Info.Id}"));
        using Run<Question, Reply> run = await _lab.RunAsync(experiment);
        Assert.Equal(["one: 4 of 4, 0 stored", "two", "generated 4, 4 stored", "before transform", "after transform", "before evaluate", "evaluated 4 in True"], _said);
    }

    [Fact]
    public async Task They_run_once_a_call_also_when_nothing_is_to_do_and_change_no_key()
    {
        using (Run<Question, Reply> first = await _lab.RunAsync(Two())) Assert.Equal(4, _lab.Calls);
        using Run<Question, Reply> second = await _lab.RunAsync(Two().Before(RunStage.Generate, (context, _) => Say($"{context.Pending}")).After(RunStage.Generate, (_, _) => Say("over")));
        Assert.Equal(["0", "over"], _said);
        Assert.Equal((4, RunStatus.Completed), (_lab.Calls, second.Status));
    }

    [Fact]
    public async Task No_hook_around_answers_runs_when_none_can_be_asked_for()
    {
        Experiment<Question, Reply> experiment = Two().Before(RunStage.Generate, (_, _) => Say("asked"));
        using (Run<Question, Reply> first = await _lab.RunAsync(Two())) Assert.Equal(4, _lab.Calls);
        using (Run<Question, Reply> scored = await _lab.RunAsync(experiment, new RunOptions { Only = WorkFilter.Outdated })) Assert.Empty(_said);
        using Run<Question, Reply> offline = await _lab.RunAsync(experiment, new RunOptions { Offline = true });
        Assert.Empty(_said);
    }

    [Theory]
    [InlineData(RunStage.Generate, true, 0, 0)]
    [InlineData(RunStage.Generate, false, 4, 0)]
    [InlineData(RunStage.Transform, true, 4, 0)]
    [InlineData(RunStage.Evaluate, true, 4, 0)]
    [InlineData(RunStage.Evaluate, false, 4, 4)]
    public async Task A_hook_that_fails_ends_the_call_and_loses_nothing(RunStage stage, bool before, int calls, int scored)
    {
        bool isBroken = true;
        Task Hook(StageContext<Question, Reply> context, CancellationToken cancellation) => isBroken ? throw new InvalidOperationException("the lamp is out") : Task.CompletedTask;
        Experiment<Question, Reply> experiment = before ? Two().Before(stage, Hook, "lamp") : Two().After(stage, Hook, "lamp");
        using (Run<Question, Reply> run = await _lab.RunAsync(experiment))
        {
            Assert.Equal((calls, scored), (_lab.Calls, _lab.Scored));
            Assert.Equal(StopKind.Hook, run.Stop!.Kind);
            Assert.Equal("The hook 'lamp' failed (System.InvalidOperationException: the lamp is out); mend it and call again: what is done is kept.", run.Stop.Message);
        }

        (RunInfo info, StoredEvent[] events) = Stored();
        Assert.Equal(RunStatus.Failed, info.Status);
        StoredEvent failed = Assert.Single(events);
        Assert.Equal(("hook.failed", EventLevel.Error), (failed.Name, failed.Level));
        Assert.Contains("the lamp is out", failed.Text, StringComparison.Ordinal);

        isBroken = false;
        using Run<Question, Reply> mended = await _lab.RunAsync(experiment);
        Assert.Equal((4, 4, RunStatus.Completed), (_lab.Calls, _lab.Scored, Stored().Info.Status));
    }

    [Fact]
    public async Task After_a_failure_the_other_hooks_behind_the_stage_still_run_and_no_later_stage_does()
    {
        Experiment<Question, Reply> experiment = Two()
            .After(RunStage.Generate, (_, _) => throw new InvalidOperationException("first"))
            .After(RunStage.Generate, (_, _) => Say("put away"))
            .Before(RunStage.Evaluate, (_, _) => Say("never"));
        using Run<Question, Reply> run = await _lab.RunAsync(experiment);
        Assert.Equal(["put away"], _said);
    }

    [Fact]
    public async Task What_was_begun_before_a_stage_is_ended_after_it_when_the_call_is_stopped()
    {
        using CancellationTokenSource stop = new();
        _lab.Answer = (input, _, _) =>
        {
            stop.Cancel();
            return Task.FromResult(new Reply { Text = $"{input.Prompt.Number}" });
        };
        Experiment<Question, Reply> experiment = Two().After(RunStage.Generate, (_, cancellation) => Say($"ended {cancellation.IsCancellationRequested}")).Before(RunStage.Evaluate, (_, _) => Say("never"));
        using Run<Question, Reply> run = await _lab.RunAsync(experiment, new RunOptions { Parallelism = 1 }, cancellation: stop.Token);
        Assert.True(run.WasCancelled);
        Assert.Equal(["ended False"], _said);
    }

    [Fact]
    public async Task A_hook_keeps_events_measurements_and_files_with_the_run()
    {
        Experiment<Question, Reply> experiment = Two().After(RunStage.Generate, async (context, cancellation) =>
        {
            context.Event(new RunEvent("power") { Text = "on" });
            context.Measurement("watts", 12.5);
            using MemoryStream content = new([1, 2, 3]);
            await context.AttachAsync("meter", content, "application/octet-stream", cancellation);
        });
        using (await _lab.RunAsync(experiment)) { }
        using StoreOfRuns store = StoreOfRuns.Open(_lab.Store);
        StoredExperiment stored = store.Experiment("lab");
        using RunReader reader = stored.Read(stored.LatestRun(Planning.Planner.Plan(experiment, Planning.Selection.All).Manifest)!.Value);
        Assert.Equal("on", Assert.Single(reader.Events.All()).Text);
        Assert.Equal(12.5, Assert.Single(reader.Measurements.All()).Value);
        StoredArtifact artifact = Assert.Single(reader.Artifacts.All());
        Assert.Equal(("meter", 3L), (artifact.Name, artifact.Bytes));
    }

    [Fact]
    public void Hooks_have_names_of_their_own()
    {
        Experiment<Question, Reply> experiment = Two().Before(RunStage.Generate, (_, _) => Task.CompletedTask, "a").Before(RunStage.Generate, (_, _) => Task.CompletedTask).Before(RunStage.Generate, (_, _) => Task.CompletedTask);
        Assert.Equal(["a", "before generate", "before generate #3"], experiment.Hooks.Select(static hook => hook.Name));
        Assert.Throws<ArgumentException>(() => experiment.Before(RunStage.Evaluate, (_, _) => Task.CompletedTask, "a"));
        Assert.Throws<ArgumentException>(() => experiment.Before(RunStage.Own, (_, _) => Task.CompletedTask));
    }

    private Experiment<Question, Reply> Two() => _lab.Experiment([Question.Of(0), Question.Of(1)]);

    private Task Say(string text)
    {
        _said.Add(text);
        return Task.CompletedTask;
    }

    private (RunInfo Info, StoredEvent[] Events) Stored()
    {
        using StoreOfRuns store = StoreOfRuns.Open(_lab.Store);
        StoredExperiment stored = store.Experiment("lab");
        using RunReader reader = stored.Read(stored.LatestRun(Planning.Planner.Plan(Two(), Planning.Selection.All).Manifest)!.Value);
        return (reader.Info, [.. reader.Events.All()]);
    }
}
