using TrialKeep.Orchestration.Differences;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Explaining;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Resuming;
using TrialKeep.Orchestration.Submitting;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>What differs between plans and runs, what it costs, and which runs can be resumed.</summary>
public sealed class DifferenceTests : IDisposable
{
    private readonly Lab _lab = new();

    private static Question[] Four => [.. Enumerable.Range(0, 4).Select(static i => Question.Of(i))];

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Plans_differ_item_by_item_with_the_parts()
    {
        Experiment<Question, Reply> after = _lab.Experiment([Four[0] with { Prompt = new("Whisper", 0) }, Four[1] with { Expected = "one" }, Four[2], Question.Of(9)], ["loud", "mute"], code: "2", evaluator: "2").Samples(2);
        PlanDifference difference = Differ.Plans(PlanOf(_lab.Experiment(Four)), PlanOf(after));
        Assert.Equal(["q9"], difference.AddedItems);
        Assert.Equal(["q3"], difference.RemovedItems);
        Assert.Equal(new PartDifference("prompt.wording", "Say", "Whisper"), Assert.Single(Assert.Single(difference.ChangedItems).Parts));
        Assert.Equal(new PartDifference("expected", "1", "one"), Assert.Single(Assert.Single(difference.ChangedReferences).Parts));
        Assert.Equal(["mute"], difference.AddedVariants);
        Assert.Equal(["soft"], difference.RemovedVariants);
        Assert.Equal(new PartDifference("code", Code.Version("1").Text, Code.Version("2").Text), Assert.Single(Assert.Single(difference.ChangedVariants).Parts));
        Assert.Equal(["exact"], difference.ChangedEvaluations);
        Assert.Equal((1, 2, 16, 16), (difference.SamplesBefore, difference.SamplesAfter, difference.Cost.Calls, difference.Cost.Scores));
    }

    public static TheoryData<string, int, int, int> Costs => new()
    {
        { "nothing", 0, 0, 0 },
        { "another order", 0, 0, 0 },
        { "a new item", 2, 0, 2 },
        { "a corrected label", 0, 0, 2 },
        { "another evaluator", 0, 0, 8 },
        { "a second sample", 8, 0, 8 },
        { "a variant less", 0, 0, 0 },
        { "an item that another run has", 0, 2, 2 },
    };

    [Theory]
    [MemberData(nameof(Costs))]
    public async Task What_a_difference_costs_is_what_the_run_then_asks_for(string change, int calls, int stored, int scores)
    {
        if (change == "an item that another run has")
        {
            using (await _lab.RunAsync(_lab.Experiment([Question.Of(9)])))
            {
            }
        }

        using (await _lab.RunAsync(_lab.Experiment(Four)))
        {
        }

        Experiment<Question, Reply> after = change switch
        {
            "another order" => _lab.Experiment(Four.Reverse()),
            "a new item" or "an item that another run has" => _lab.Experiment([.. Four, Question.Of(9)]),
            "a corrected label" => _lab.Experiment([Four[0] with { Expected = "nought" }, .. Four[1..]]),
            "another evaluator" => _lab.Experiment(Four, evaluator: "2"),
            "a second sample" => _lab.Experiment(Four).Samples(2),
            "a variant less" => _lab.Experiment(Four, ["soft"]),
            _ => _lab.Experiment(Four),
        };
        using (Store store = Storage.Store.Open(_lab.Store))
        {
            StoredExperiment experiment = store.Experiment("lab");
            PlanDifference difference = Differ.RunAndPlan(experiment, RunNames.Find(experiment, "latest"), PlanOf(after));
            Assert.Equal((calls, stored, scores), (difference.Cost.Calls, difference.Cost.Stored, difference.Cost.Scores));
        }

        int before = _lab.Calls;
        using Run<Question, Reply> run = await _lab.RunAsync(after);
        Assert.Equal(calls, _lab.Calls - before);
    }

    [Fact]
    public async Task Runs_differ_as_their_plans_did_and_a_renamed_variant_is_none()
    {
        using Run<Question, Reply> first = await _lab.RunAsync(_lab.Experiment(Four));
        Experiment<Question, Reply> renamed = TrialKeep.Experiment.For<Question, Reply>("lab").Data(DataSet.Of([Four[0] with { SystemPrompt = "Softly." }, Four[1]]))
            .Variant("shout", new Speaker { Voice = "loud" }, _lab.Answer, Code.Version("1"));
        using Run<Question, Reply> second = await _lab.RunAsync(renamed);
        using Store store = Storage.Store.Open(_lab.Store);
        StoredExperiment experiment = store.Experiment("lab");
        PlanDifference difference = Differ.Runs<Question>(experiment, RunNames.Find(experiment, "previous"), RunNames.Find(experiment, second.Id.ToString()[..22]));
        Assert.Equal((first.Id.ToString(), second.Id.ToString()), (difference.From, difference.To));
        Assert.Equal(new RenamedVariant("loud", "shout"), Assert.Single(difference.RenamedVariants));
        Assert.Equal(["q2", "q3"], difference.RemovedItems);
        Assert.Equal(["soft"], difference.RemovedVariants);
        Assert.Equal(new PartDifference("systemPrompt", "null", "Softly."), Assert.Single(Assert.Single(difference.ChangedItems).Parts));
        Assert.Equal((1, 1, 7), (difference.CommonAnswers, difference.AddedAnswers, difference.RemovedAnswers));
    }

    [Fact]
    public async Task A_run_of_another_plan_is_not_resumed_and_the_sentence_says_what_differs()
    {
        using Run<Question, Reply> few = await _lab.RunAsync(_lab.Experiment(Four), selection: new() { Limit = 2 });
        InvalidInputException refused = await Assert.ThrowsAsync<InvalidInputException>(() => _lab.RunAsync(_lab.Experiment(Four), new() { Resume = few.Id }));
        Assert.Contains("2 items are new (q2, q3)", refused.Message, StringComparison.Ordinal);
        using Run<Question, Reply> again = await _lab.RunAsync(_lab.Experiment(Four), new() { Resume = few.Id }, new() { Limit = 2 });
        Assert.Equal((few.Id, 4), (again.Id, _lab.Calls));
    }

    [Fact]
    public async Task An_older_run_of_the_same_plan_is_resumed_though_a_newer_one_is_there()
    {
        _lab.Answer = static (input, _, _) => input.Id == "q0" ? throw new VariantException("busy", "Not now.") : Task.FromResult(new Reply { Text = "x" });
        using Run<Question, Reply> first = await _lab.RunAsync(_lab.Experiment(Four));
        using Run<Question, Reply> fresh = await _lab.RunAsync(_lab.Experiment(Four), new() { Fresh = true });
        _lab.Answer = static (_, _, _) => Task.FromResult(new Reply { Text = "x" });
        using Run<Question, Reply> resumed = await _lab.RunAsync(_lab.Experiment(Four), new() { Resume = first.Id });
        Assert.Equal((first.Id, 2, 6), (resumed.Id, resumed.Counts.Generated, resumed.Counts.Cached));
    }

    [Fact]
    public async Task A_submitted_run_tells_its_id_and_its_progress_and_can_be_stopped_and_resumed()
    {
        TaskCompletionSource asked = new(), go = new();
        _lab.Answer = async (_, _, cancellation) =>
        {
            asked.TrySetResult();
            await go.Task.WaitAsync(cancellation);
            return new() { Text = "x" };
        };
        using Store store = Storage.Store.Open(_lab.Store);
        ExperimentRunner<Question, Reply> runner = new(PlanOf(_lab.Experiment(Four)), store, new() { Parallelism = 1 });
        RunHandle<Question, Reply> handle = runner.Submit();
        await using (handle)
        {
            RunId id = await handle.Id;
            await asked.Task;
            Assert.Equal((8, false), (handle.Progress!.Value.Planned, handle.IsEnded));
            handle.Cancel();
            go.SetResult();
            using Run<Question, Reply> stopped = await handle.WaitAsync(TestContext.Current.CancellationToken);
            Assert.Equal((id, true, 1), (stopped.Id, stopped.WasCancelled, stopped.Counts.Generated));
        }

        await using RunHandle<Question, Reply> second = runner.Submit();
        using Run<Question, Reply> whole = await second.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((await handle.Id, 7), (whole.Id, whole.Counts.Generated));
    }

    [Fact]
    public async Task What_keeps_a_submitted_run_from_beginning_is_told_to_whoever_waits()
    {
        using Store store = Storage.Store.Open(_lab.Store);
        await using RunHandle<Question, Reply> handle = new ExperimentRunner<Question, Reply>(PlanOf(_lab.Experiment(Four)), store, new() { Offline = true }).Submit();
        await Assert.ThrowsAsync<OfflineMissException>(() => handle.Id);
        await Assert.ThrowsAsync<OfflineMissException>(() => handle.WaitAsync());
    }

    private static Plan<Question, Reply> PlanOf(Experiment<Question, Reply> experiment) => Planner.Plan(experiment, Selection.All, CancellationToken.None);
}
