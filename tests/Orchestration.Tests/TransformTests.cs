using System.Text;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Orchestration.Results;
using TrialKeep.Storage;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Records are transformed once, what is made of them is stored and scored, and nothing of it asks a variant again.</summary>
public sealed class TransformTests : IDisposable
{
    private readonly Lab _lab = new();
    private readonly Ear _ear = new();

    public void Dispose() => _lab.Dispose();

    private static Question[] Three => [.. Enumerable.Range(0, 3).Select(static i => Question.Of(i))];

    private Experiment<Question, Reply> Of(Transform<Reply, Heard> heard) =>
        _lab.Experiment(Three, ["loud"]).Evaluate("heard", heard, _ear.Judge<Heard>(static (question, output) => output.Words == question.Expected), Code.Version("1"));

    [Fact]
    public async Task Outputs_are_stored_scored_and_exported()
    {
        _ear.Hear = static reply => new Heard { Words = reply.Text!, Language = "en" };
        Transform<Reply, Heard> heard = _ear.Transform();
        using Run<Question, Reply> run = await _lab.RunAsync(Of(heard));
        Assert.Equal((3, 3, 6), (run.Counts.Generated, run.Counts.Transformed, run.Counts.Evaluated));
        Assert.Equal(["0", "1", "2"], Enumerable.Range(0, 3).Select(i => run.OutputOf(i, heard)!.Words));
        Assert.Equal("en", run.OutputOf(0, heard)!.Language);
        Assert.Equal(TransformOutcome.Output, run.TransformOf(0, heard)!.Outcome);
        Assert.Equal(1, run.ScoreOf(0, 1)!.Value.Value);
        Assert.Contains("\"transforms\":{\"heard\":{\"output\":{\"words\":\"0\"", Results(run), StringComparison.Ordinal);
        Assert.Empty(run.Damage);
    }

    [Fact]
    public async Task Nothing_found_is_an_outcome_with_a_reason_and_is_not_tried_again()
    {
        _ear.Hear = static reply => reply.Text == "1" ? Transformed<Heard>.None("only noise") : new Heard { Words = reply.Text! };
        Transform<Reply, Heard> heard = _ear.Transform();
        using (Run<Question, Reply> run = await _lab.RunAsync(Of(heard)))
        {
            Assert.Equal((TransformOutcome.None, "only noise"), (run.TransformOf(1, heard)!.Outcome, run.TransformOf(1, heard)!.None));
            Assert.Null(run.OutputOf(1, heard));
            Assert.Equal((null, "'heard' has no output: only noise"), (run.ScoreOf(1, 1)!.Value.Value, run.ScoreOf(1, 1)!.Value.Unscored));
            Assert.Equal(WorkState.Done, run.StateOf(1));
            Assert.Equal(RunStatus.Completed, StatusOf(run.Id));
            Assert.Contains("\"transforms\":{\"heard\":{\"none\":\"only noise\"}}", Results(run), StringComparison.Ordinal);
        }

        using Run<Question, Reply> again = await _lab.RunAsync(Of(heard));
        Assert.Equal((3, 0, 0), (_ear.Heard, again.Counts.Transformed, again.Counts.Evaluated));
    }

    [Fact]
    public async Task What_throws_is_a_failure_of_that_record_and_tried_again()
    {
        _ear.Hear = static reply => reply.Text == "1" ? throw new InvalidOperationException("the ear is deaf") : new Heard { Words = reply.Text! };
        Transform<Reply, Heard> heard = _ear.Transform();
        using (Run<Question, Reply> run = await _lab.RunAsync(Of(heard)))
        {
            Assert.Equal((TransformOutcome.Failed, "the ear is deaf"), (run.TransformOf(1, heard)!.Outcome, run.TransformOf(1, heard)!.Error!.Message));
            Assert.Equal((null, "the ear is deaf"), (run.ScoreOf(1, 1), run.EvaluationErrorOf(1, 1)?.Message));
            Assert.Equal((WorkState.Failed, WorkState.Outdated, WorkState.Done), (run.TransformStateOf(1, heard), run.StateOf(1), run.StateOf(0)));
            Assert.Contains("\"heard\":{\"error\":{\"kind\":\"exception\",\"message\":\"the ear is deaf\"}}", Results(run), StringComparison.Ordinal);
        }

        _ear.Hear = static reply => new Heard { Words = reply.Text! };
        using Run<Question, Reply> mended = await _lab.RunAsync(Of(heard));
        Assert.Equal((0, 1, 1), (mended.Counts.Generated, mended.Counts.Transformed, mended.Counts.Evaluated));
        Assert.Equal(WorkState.Done, mended.StateOf(1));
    }

    [Fact]
    public async Task A_chain_passes_outputs_on_and_what_has_none_too()
    {
        _ear.Hear = static reply => reply.Text == "1" ? Transformed<Heard>.None("only noise") : new Heard { Words = $"word {reply.Text}" };
        Transform<Reply, Length> length = _ear.Measure(_ear.Transform());
        Experiment<Question, Reply> experiment = _lab.Experiment(Three, ["loud"]).Evaluate("six", length, _ear.Judge<Length>(static (_, output) => output.Letters == 6), Code.Version("1"));
        Assert.Equal(["heard", "length"], experiment.Transforms.Select(static one => one.Name));
        using Run<Question, Reply> run = await _lab.RunAsync(experiment);
        Assert.Equal(6, run.OutputOf(0, length)!.Letters);
        Assert.Equal("'heard' has no output: only noise", run.TransformOf(1, length)!.None);
        Assert.Equal("'length' has no output: 'heard' has no output: only noise", run.ScoreOf(1, 1)!.Value.Unscored);
        Assert.Equal((1.0, 1.0), (run.ScoreOf(0, 1)!.Value.Value, run.ScoreOf(2, 1)!.Value.Value));
        int before = _ear.Heard;
        using Run<Question, Reply> again = await _lab.RunAsync(experiment);
        Assert.Equal(before, _ear.Heard);
    }

    [Fact]
    public async Task A_chain_behind_a_failure_waits_for_it()
    {
        _ear.Hear = static reply => reply.Text == "1" ? throw new InvalidOperationException("the ear is deaf") : new Heard { Words = reply.Text! };
        Transform<Reply, Length> length = _ear.Measure(_ear.Transform());
        Experiment<Question, Reply> experiment = _lab.Experiment(Three, ["loud"]).Evaluate("short", length, _ear.Judge<Length>(static (_, output) => output.Letters == 1), Code.Version("1"));
        using (Run<Question, Reply> run = await _lab.RunAsync(experiment))
        {
            Assert.Null(run.TransformOf(1, length));
            Assert.Equal("the ear is deaf", run.EvaluationErrorOf(1, 1)?.Message);
        }

        _ear.Hear = static reply => new Heard { Words = reply.Text! };
        using Run<Question, Reply> mended = await _lab.RunAsync(experiment);
        Assert.Equal((2, 1), (mended.Counts.Transformed, mended.Counts.Evaluated));
    }

    [Fact]
    public async Task An_equal_record_of_another_generation_is_not_transformed_again()
    {
        using (await _lab.RunAsync(Of(_ear.Transform())))
        {
        }

        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Three, ["loud"], code: "2").Transform(_ear.Transform()));
        Assert.Equal((3, 0, 3), (run.Counts.Generated, run.Counts.Transformed, _ear.Heard));
        Assert.Equal("2", run.OutputOf(2, _ear.Transform())!.Words);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(64)]
    public async Task Of_equal_records_of_one_call_a_transform_with_limits_is_asked_about_one(int parallelism)
    {
        _lab.Answer = static (input, _, _) => Task.FromResult(new Reply { Text = input.Prompt.Number % 3 == 0 ? "fizz" : "buzz" });
        _ear.Hear = static reply => reply.Text == "fizz" ? Transformed<Heard>.None("only noise") : new Heard { Words = reply.Text!, Language = "en" };
        Transform<Reply, Heard> heard = _ear.Transform();
        Transform<Reply, Length> length = _ear.Measure(heard);
        Experiment<Question, Reply> experiment = _lab.Experiment(Enumerable.Range(0, 40).Select(static i => Question.Of(i))).Transform(length).LimitTransform("heard", new()).LimitTransform("length", new());
        Progress last = new();
        using Run<Question, Reply> run = await _lab.RunAsync(experiment, new RunOptions { Parallelism = parallelism }, observer: last);
        // Two records, and behind the one that has no output nobody is asked.
        Assert.Equal(3, _ear.Heard);
        Assert.Equal(4, run.Counts.Transformed);
        Assert.All(Enumerable.Range(0, 80), index => Assert.Equal((WorkState.Done, WorkState.Done), (run.TransformStateOf(index, heard), run.TransformStateOf(index, length))));
        Assert.Equal(("only noise", null, "en", 4), (run.TransformOf(0, heard)!.None, run.OutputOf(1, length), run.OutputOf(77, heard)!.Language, run.OutputOf(77, length)!.Letters));
        Assert.Equal([(80, 80), (80, 80)], last.Ended.Where(static stage => stage.Stage == RunStage.Transform).Select(static stage => (stage.Planned, stage.Cached + stage.Done)));
        using Lab other = new() { Answer = _lab.Answer };
        using Run<Question, Reply> alone = await other.RunAsync(other.Experiment(Enumerable.Range(0, 40).Select(static i => Question.Of(i))).Transform(length), new RunOptions { Parallelism = 1 });
        Assert.Equal(Results(alone), Results(run));
        using Store store = Store.Open(_lab.Store);
        store.CatchUp();
        Assert.Empty(store.Verify().Findings);
    }

    [Fact]
    public async Task What_a_transform_without_limits_makes_is_computed_for_each_record()
    {
        _lab.Answer = static (_, _, _) => Task.FromResult(new Reply { Text = "same" });
        using Run<Question, Reply> run = await _lab.RunAsync(Of(_ear.Transform()));
        Assert.Equal((3, 3), (_ear.Heard, run.Counts.Transformed));
    }

    [Fact]
    public async Task What_a_transform_failed_on_says_nothing_of_an_equal_record()
    {
        _lab.Answer = static (_, _, _) => Task.FromResult(new Reply { Text = "same" });
        int asked = 0;
        _ear.Hear = reply => Interlocked.Increment(ref asked) == 1 ? throw new InvalidOperationException("the ear is deaf") : new Heard { Words = reply.Text! };
        Transform<Reply, Heard> heard = _ear.Transform();
        using (Run<Question, Reply> run = await _lab.RunAsync(Of(heard).LimitTransform("heard", new()), new RunOptions { Parallelism = 1 }))
        {
            Assert.Equal((WorkState.Failed, WorkState.Done, WorkState.Done), (run.TransformStateOf(0, heard), run.TransformStateOf(1, heard), run.TransformStateOf(2, heard)));
            Assert.Equal(3, asked);
        }

        using Run<Question, Reply> again = await _lab.RunAsync(Of(heard));
        Assert.Equal((3, "same"), (asked, again.OutputOf(0, heard)!.Words));
    }

    [Fact]
    public async Task A_fresh_run_and_a_replay_take_nothing_over_from_an_equal_record()
    {
        _lab.Answer = static (_, _, _) => Task.FromResult(new Reply { Text = "same" });
        Transform<Reply, Heard> heard = _ear.Transform();
        using (Run<Question, Reply> fresh = await _lab.RunAsync(Of(heard).LimitTransform("heard", new()), new RunOptions { Fresh = true })) Assert.Equal((3, 3), (_ear.Heard, fresh.Counts.Transformed));
        using Run<Question, Reply> replayed = await StageAsync(heard, static runner => runner.ReplayAsync(RunStage.Transform));
        Assert.Equal((6, 3), (_ear.Heard, replayed.Counts.Transformed));
    }

    [Fact]
    public async Task An_equal_record_waits_for_nobody_when_the_call_is_stopped()
    {
        _lab.Answer = static (_, _, _) => Task.FromResult(new Reply { Text = "same" });
        using CancellationTokenSource stop = new();
        _ear.Hear = reply =>
        {
            stop.Cancel();
            return new Heard { Words = reply.Text! };
        };
        using (Run<Question, Reply> run = await _lab.RunAsync(Of(_ear.Transform()).LimitTransform("heard", new()), new RunOptions { Parallelism = 3 }, cancellation: stop.Token)) Assert.Equal((1, WorkState.Missing), (_ear.Heard, run.TransformStateOf(2, _ear.Transform())));
        using Run<Question, Reply> rest = await _lab.RunAsync(Of(_ear.Transform()).LimitTransform("heard", new()));
        Assert.Equal((1, 0, WorkState.Done), (_ear.Heard, rest.Counts.Transformed, rest.TransformStateOf(2, _ear.Transform())));
    }

    [Fact]
    public async Task A_broken_transform_is_not_asked_about_equal_records_once_its_breaker_has_tripped()
    {
        _lab.Answer = static (input, _, _) => Task.FromResult(new Reply { Text = input.Prompt.Number < 2 ? "first" : "second" });
        _ear.Hear = static _ => throw new InvalidOperationException("the ear is deaf");
        Experiment<Question, Reply> experiment = _lab.Experiment([.. Enumerable.Range(0, 20).Select(static i => Question.Of(i))], ["loud"])
            .Transform(_ear.Transform()).LimitTransform("heard", new() { Breaker = 3, Concurrency = 1 });
        using Run<Question, Reply> run = await _lab.RunAsync(experiment);
        Assert.Equal((3, StopKind.Breaker), (_ear.Heard, run.Stop?.Kind));
    }

    [Fact]
    public async Task The_stages_are_calls_of_their_own()
    {
        Transform<Reply, Heard> heard = _ear.Transform();
        using (Run<Question, Reply> generated = await StageAsync(heard, static runner => runner.GenerateAsync())) Assert.Equal((3, 0, 0), Counts(generated));
        using (Run<Question, Reply> transformed = await StageAsync(heard, static runner => runner.TransformAsync())) Assert.Equal((0, 3, 0), Counts(transformed));
        using (Run<Question, Reply> evaluated = await StageAsync(heard, static runner => runner.EvaluateAsync()))
        {
            Assert.Equal((0, 0, 6), Counts(evaluated));
            Assert.Equal(WorkState.Done, evaluated.StateOf(2));
        }

        Assert.Equal(3, _lab.Calls);
    }

    [Fact]
    public async Task A_replay_computes_anew_and_asks_no_variant()
    {
        Transform<Reply, Heard> heard = _ear.Transform();
        using (await _lab.RunAsync(Of(heard)))
        {
        }

        using (Run<Question, Reply> scores = await StageAsync(heard, static runner => runner.ReplayAsync(RunStage.Evaluate))) Assert.Equal((0, 0, 6), Counts(scores));
        _ear.Hear = static reply => new Heard { Words = reply.Text + "!" };
        using (Run<Question, Reply> all = await StageAsync(heard, static runner => runner.ReplayAsync(RunStage.Transform)))
        {
            Assert.Equal((0, 3, 6), Counts(all));
            Assert.Equal("0!", all.OutputOf(0, heard)!.Words);
            Assert.Equal(0, all.ScoreOf(0, 1)!.Value.Value);
        }

        Assert.Equal(3, _lab.Calls);
        Assert.Equal("A replay asks no variant; for new answers begin a fresh run. (Parameter 'stage')",
            (await Assert.ThrowsAsync<ArgumentException>(() => StageAsync(heard, static runner => runner.ReplayAsync(RunStage.Generate)))).Message);
    }

    [Fact]
    public async Task The_plan_tells_how_far_each_transform_is()
    {
        _ear.Hear = static reply => reply.Text switch
        {
            "0" => Transformed<Heard>.None("only noise"),
            "1" => throw new InvalidOperationException("the ear is deaf"),
            _ => new Heard { Words = reply.Text! },
        };
        Experiment<Question, Reply> experiment = Of(_ear.Transform());
        Assert.Equal(new TransformCounts("heard", 0, 0, 0, 0, 3), Assert.Single(StatesOf(experiment).Transforms));
        using (await _lab.RunAsync(experiment))
        {
        }

        Assert.Equal(new TransformCounts("heard", 1, 1, 1, 0, 0), Assert.Single(StatesOf(experiment).Transforms));
        Experiment<Question, Reply> edited = Of(_ear.Transform(code: "2"));
        Assert.Equal(new TransformCounts("heard", 0, 0, 0, 3, 0), Assert.Single(StatesOf(edited).Transforms));
        Assert.Equal(3, StatesOf(edited).Count(WorkState.Outdated));
    }

    [Fact]
    public async Task Results_are_the_same_bytes_at_any_parallelism()
    {
        string? first = null;
        foreach (int parallelism in (int[])[1, 4, 64])
        {
            using Lab lab = new();
            Transform<Reply, Length> length = _ear.Measure(_ear.Transform());
            Experiment<Question, Reply> experiment = lab.Experiment(Enumerable.Range(0, 40).Select(static i => Question.Of(i)))
                .Evaluate("short", length, _ear.Judge<Length>(static (_, output) => output.Letters == 1), Code.Version("1"));
            using Run<Question, Reply> run = await lab.RunAsync(experiment, new RunOptions { Parallelism = parallelism });
            Assert.Equal(first ??= Results(run), Results(run));
        }

        Assert.Contains("\"length\":{\"output\":{\"letters\":2}}", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_with_transforms_verifies()
    {
        using (await _lab.RunAsync(Of(_ear.Transform())))
        {
        }

        using Store store = Store.Open(_lab.Store);
        VerifyReport report = store.Verify();
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Names_are_told_apart_and_fit_into_lines()
    {
        Experiment<Question, Reply> experiment = Of(_ear.Transform());
        Assert.Same(experiment.Transforms[0], experiment.Transform(_ear.Transform()).Transforms.Single());
        Assert.StartsWith("Two transforms are called 'heard'; give each its own name.", Assert.Throws<ArgumentException>(() => experiment.Transform(_ear.Transform(code: "2"))).Message, StringComparison.Ordinal);
        Assert.StartsWith("A transform has an empty name; give it one.", Assert.Throws<ArgumentException>(() => _ear.Transform(" ")).Message, StringComparison.Ordinal);
        Assert.Contains("The transform name 'a/b' can't be a folder", Assert.Throws<InvalidInputException>(() => Planner.Plan(Of(_ear.Transform("a/b")), Selection.All, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stopped_call_keeps_what_was_transformed()
    {
        using CancellationTokenSource stop = new();
        _ear.Hear = reply =>
        {
            if (reply.Text == "1") stop.Cancel();
            return new Heard { Words = reply.Text! };
        };
        using (Run<Question, Reply> run = await _lab.RunAsync(Of(_ear.Transform()), new RunOptions { Parallelism = 1 }, cancellation: stop.Token))
        {
            Assert.True(run.WasCancelled);
            Assert.Equal((WorkState.Done, WorkState.Missing), (run.TransformStateOf(0, _ear.Transform()), run.TransformStateOf(2, _ear.Transform())));
        }

        using Run<Question, Reply> rest = await _lab.RunAsync(Of(_ear.Transform()));
        Assert.Equal((0, 1), (rest.Counts.Generated, rest.Counts.Transformed));
    }

    private sealed class Progress : IProgress<RunProgress>
    {
        private RunProgress _last;

        public IEnumerable<RunProgress> Ended => [.. _last.Earlier, _last];

        public void Report(RunProgress value) => _last = value;
    }

    private static (int, int, int) Counts(Run<Question, Reply> run) => (run.Counts.Generated, run.Counts.Transformed, run.Counts.Evaluated);

    private static string Results(Run<Question, Reply> run)
    {
        using MemoryStream output = new();
        ResultsFile.Write(run, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private async Task<Run<Question, Reply>> StageAsync(Transform<Reply, Heard> heard, Func<ExperimentRunner<Question, Reply>, Task<Run<Question, Reply>>> stage)
    {
        using Store store = Store.Open(_lab.Store);
        return await stage(new(Planner.Plan(Of(heard), Selection.All, TestContext.Current.CancellationToken), store, new RunOptions()));
    }

    private PlanStates StatesOf(Experiment<Question, Reply> experiment)
    {
        using Store? store = Store.Find(_lab.Store);
        return PlanStates.Read(Planner.Plan(experiment, Selection.All, TestContext.Current.CancellationToken), store?.Experiment("lab"));
    }

    private RunStatus StatusOf(RunId run)
    {
        using Store store = Store.Open(_lab.Store);
        return store.Experiment("lab").Status(run);
    }
}
