using System.Text.Json;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Evaluators and transforms that call models are limited, tried again, stopped and accounted for as variants are.</summary>
public sealed class CallingStageTests : IDisposable
{
    private readonly Lab _lab = new();
    private int _asked;

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task A_judge_that_is_asked_to_slow_down_is_tried_again_and_every_try_is_kept()
    {
        JumpingClock clock = new();
        _lab.Clock = clock;
        CallingEvaluator judge = Judge((_, context) =>
        {
            context.Report(new Usage(10, 1));
            return Interlocked.Increment(ref _asked) <= 2
                ? throw new VariantException(FailureKind.RateLimited, "slow down") { RetryAfter = TimeSpan.FromSeconds(30) }
                : Score.Of(0.5);
        });
        Experiment<Question, Reply> experiment = With(3, judge).Prices(new PriceTable("EUR").With("opinion", new(1_000_000, 0)));
        using Run<Question, Reply> run = await _lab.RunAsync(experiment, new RunOptions { Parallelism = 1, Limits = new() { Retry = RetryPolicy.Transient(2) } });
        Assert.Equal((5, 0.5, 0.5), (_asked, run.ScoreOf(0, 1)!.Value.Value, run.ScoreOf(2, 1)!.Value.Value));
        Assert.True(clock.Elapsed >= TimeSpan.FromSeconds(60), "The judge asked for thirty seconds twice.");
        Assert.Equal((2, new Usage(50, 5) { Cost = 50 }), (run.Summary.Retries, run.Summary.Spent));
        Assert.Equal(new Usage(10, 1) { Cost = 10 }, run.ScoreOf(0, 1)!.Value.Usage);
        Assert.Equal(5, Lines("score", "usage").Count(static usage => usage.GetRawText() == """{"input":10,"output":1,"cost":10,"elapsed":0}"""));
        using EvaluationReader stored = Stored(run.Id);
        Assert.Equal((new UsageTotal(3, 3, new Usage(30, 3) { Cost = 30 }) { Timed = 3 }, new UsageTotal(2, 2, new Usage(20, 2) { Cost = 20 }) { Timed = 2 }), (stored.Used, stored.Lost));
        using Store store = Store.Open(_lab.Store);
        Assert.Equal(new Usage(30, 3) { Cost = 30 }, StoredProgress.Read(store.Experiment("lab"), run.Id).Spent);
    }

    [Fact]
    public async Task Without_retries_a_judge_is_tried_once_and_again_by_the_next_call()
    {
        CallingEvaluator judge = Judge((_, _) => Interlocked.Increment(ref _asked) == 1 ? throw new VariantException(FailureKind.ServerError, "out") : Score.Of(1));
        using (Run<Question, Reply> run = await _lab.RunAsync(With(2, judge), new RunOptions { Parallelism = 1 })) Assert.Equal(("server-error", null), (run.EvaluationErrorOf(0, 1)?.Kind, run.EvaluationErrorOf(1, 1)));
        using Run<Question, Reply> again = await _lab.RunAsync(With(2, judge));
        Assert.Equal((3, 1, 1.0), (_asked, again.Counts.Evaluated, again.ScoreOf(0, 1)!.Value.Value));
    }

    [Fact]
    public async Task What_an_experiment_says_of_an_evaluation_holds_for_it_and_for_no_other()
    {
        int most = 0;
        int now = 0;
        CallingEvaluator judge = new(async (_, _, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref now));
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return Score.Of(1);
        }, isJudge: false);
        Experiment<Question, Reply> experiment = With(40, judge).LimitEvaluation("opinion", new() { Concurrency = 1 });
        using Run<Question, Reply> run = await _lab.RunAsync(experiment, new RunOptions { Parallelism = 8 });
        Assert.Equal((80, 1), (run.Counts.Evaluated, most));
        Assert.Contains("no evaluation 'other'", Assert.Throws<ArgumentException>(() => experiment.LimitEvaluation("other", new())).Message, StringComparison.Ordinal);
        Assert.Contains("the evaluation 'opinion'", Assert.Throws<ArgumentException>(() => experiment.LimitEvaluation("opinion", new() { Concurrency = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("no transform 'other'", Assert.Throws<ArgumentException>(() => experiment.LimitTransform("other", new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rate_of_a_judge_is_waited_for_and_cheap_evaluators_wait_for_none()
    {
        JumpingClock clock = new();
        _lab.Clock = clock;
        using Run<Question, Reply> run = await _lab.RunAsync(
            With(5, Judge(static (_, _) => Score.Of(1))).LimitEvaluation("opinion", new() { RequestsPerMinute = 1 }), new RunOptions { Parallelism = 4 });
        Assert.Equal(10, run.Counts.Evaluated);
        Assert.InRange(clock.Elapsed, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(4.5));
    }

    [Fact]
    public async Task A_judge_that_never_answers_is_timed_out()
    {
        // Time passes only where the judge waits, and nobody else is asked meanwhile.
        JumpingClock clock = new() { Patience = TimeSpan.FromSeconds(20) };
        _lab.Clock = clock;
        CallingEvaluator judge = new(async (task, _, cancellation) =>
        {
            if (task.Id != "q1") return Score.Of(1);
            while (!cancellation.IsCancellationRequested) await Task.Delay(TimeSpan.FromSeconds(10), clock, CancellationToken.None);
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return Score.Of(0);
        });
        using Run<Question, Reply> run = await _lab.RunAsync(With(3, judge).LimitEvaluation("opinion", new() { Timeout = TimeSpan.FromMinutes(1), Concurrency = 1 }));
        Assert.Equal((5, "The evaluation 'opinion' had not answered after 60 s, its time-out."), (run.Counts.Evaluated, run.EvaluationErrorOf(1, 1)?.Message));
    }

    [Fact]
    public async Task A_breaker_asks_a_broken_judge_no_more_and_scores_by_others_go_on()
    {
        CallingEvaluator judge = Judge((task, _) => throw new InvalidOperationException($"broken at {Interlocked.Increment(ref _asked)} of {task.Id}"));
        Experiment<Question, Reply> experiment = With(20, judge).Evaluate("late", new CallingEvaluator(static (_, _, _) => new(Score.Of(1)), isJudge: false), Code.Version("1"));
        using Run<Question, Reply> run = await _lab.RunAsync(experiment, new RunOptions { Parallelism = 4, Limits = new() { Breaker = 3 } });
        Assert.Equal((3, 40, StopKind.Breaker), (_asked, run.Counts.Evaluated, run.Stop?.Kind));
        Assert.Contains("The evaluation 'opinion' failed 3 times in a row with exception", run.Stop!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public async Task One_budget_is_for_answers_and_scores(int parallelism)
    {
        _lab.Answer = static (_, context, _) =>
        {
            context.Report(new Usage(10, 0));
            return Task.FromResult(new Reply { Text = "1" });
        };
        CallingEvaluator judge = Judge((_, context) =>
        {
            Interlocked.Increment(ref _asked);
            context.Report(new Usage(9, 1));
            return Score.Of(1);
        });
        RunOptions options = new() { Parallelism = parallelism, Budget = new() { Tokens = 150 } };
        using Run<Question, Reply> run = await _lab.RunAsync(With(10, judge), options);
        // Ten answers took a hundred tokens, and those that cost nothing were all scored.
        Assert.Equal((10, 5, 15, StopKind.Tokens), (_lab.Calls, _asked, run.Counts.Evaluated, run.Stop?.Kind));
        Assert.Equal(new Usage(145, 5), run.Summary.Spent);
        using Run<Question, Reply> again = await _lab.RunAsync(With(10, judge), options);
        Assert.Equal((10, 10, 5, null), (_lab.Calls, _asked, again.Counts.Evaluated, again.Stop?.Kind));
    }

    [Fact]
    public async Task A_judge_or_a_transform_that_costs_more_than_answers_passes_a_budget_by_no_more_than_its_first_call()
    {
        _lab.Answer = static (_, context, _) =>
        {
            context.Report(new Usage(1, 0));
            return Task.FromResult(new Reply { Text = "1" });
        };
        RunOptions options = new() { Parallelism = 16, Budget = new() { Tokens = 350 } };
        CallingEvaluator judge = new(async (_, context, _) =>
        {
            Interlocked.Increment(ref _asked);
            await Task.Yield();
            context.Report(new Usage(100, 0));
            return Score.Of(1);
        });
        using (Run<Question, Reply> run = await _lab.RunAsync(With(16, judge), options)) Assert.Equal((3, new Usage(316, 0), StopKind.Tokens), (_asked, run.Summary.Spent, run.Stop?.Kind));
        _asked = 0;
        Transform<Reply, Heard> calling = Transform.Of<Reply, Heard>("calling", async (reply, context, _) =>
        {
            Interlocked.Increment(ref _asked);
            await Task.Yield();
            context.Report(new Usage(100, 0));
            return new Heard { Words = reply.Text! };
        }, Code.Version("1"));
        _lab.Answer = static (input, context, _) =>
        {
            context.Report(new Usage(1, 0));
            return Task.FromResult(new Reply { Text = input.Id });
        };
        Experiment<Question, Reply> transformed = _lab.Experiment(Items(16), ["late"]).Transform(calling).LimitTransform("calling", new() { Concurrency = 16 });
        using (Run<Question, Reply> run = await _lab.RunAsync(transformed, options)) Assert.Equal((3, new Usage(316, 0), StopKind.Tokens), (_asked, run.Summary.Spent, run.Stop?.Kind));
    }

    [Fact]
    public async Task Who_reports_unasked_is_asked_of_the_budget_from_then_on()
    {
        CallingEvaluator code = new((_, context, _) =>
        {
            Interlocked.Increment(ref _asked);
            context.Report(new Usage(10, 0));
            return new(Score.Of(1));
        }, isJudge: false);
        using Run<Question, Reply> run = await _lab.RunAsync(With(10, code), new RunOptions { Parallelism = 1, Budget = new() { Tokens = 45 } });
        Assert.Equal((4, StopKind.Tokens), (_asked, run.Stop?.Kind));
    }

    [Fact]
    public async Task A_score_of_another_run_was_paid_for_there()
    {
        CallingEvaluator judge = Judge((_, context) =>
        {
            Interlocked.Increment(ref _asked);
            context.Report(new Usage(10, 1));
            return Score.Of(1, "good", "because");
        });
        using (Run<Question, Reply> first = await _lab.RunAsync(With(3, judge))) Assert.Equal(3, _asked);
        using Run<Question, Reply> other = await _lab.RunAsync(With(4, judge));
        Assert.Equal((4, new Usage(10, 1)), (_asked, other.Summary.Spent));
        Assert.Equal((null, "because"), (other.ScoreOf(0, 1)!.Value.Usage, other.ScoreOf(0, 1)!.Value.Explanation));
        using EvaluationReader stored = Stored(other.Id);
        Assert.Equal((4, 1L), (stored.Count, stored.Used.Counted));
    }

    [Fact]
    public async Task A_transform_that_calls_is_tried_again_and_says_what_it_used_up()
    {
        _lab.Clock = new JumpingClock();
        Transform<Reply, Heard> calling = Transform.Of<Reply, Heard>("calling", (reply, context, _) =>
        {
            context.Report(new Usage(5, 2), "small-1");
            if (Interlocked.Increment(ref _asked) == 1) throw new VariantException(FailureKind.RateLimited, "slow down");
            return ValueTask.FromResult(reply.Text == "2" ? Transformed<Heard>.None("nothing") : new Heard { Words = reply.Text! });
        }, Code.Version("1"));
        Transform<Reply, Heard> plain = Transform.Of<Reply, Heard>("plain", static reply => new Heard { Words = reply.Text! }, Code.Version("2"));
        Experiment<Question, Reply> experiment = _lab.Experiment(Items(3), ["loud"]).Transform(plain).Transform(calling)
            .LimitTransform("calling", new() { Concurrency = 1, Retry = RetryPolicy.Transient(1) }).Prices(new PriceTable("EUR").With("small-*", new(1_000_000, 0)));
        using (Run<Question, Reply> run = await _lab.RunAsync(experiment, new RunOptions { Parallelism = 2 }))
        {
            Assert.Equal((4, 6, "1"), (_asked, run.Counts.Transformed, run.OutputOf(1, calling)!.Words));
            Assert.Equal((1, new Usage(20, 8) { Cost = 20 }), (run.Summary.Retries, run.Summary.Spent));
            Assert.Equal(new Usage(5, 2) { Cost = 5 }, run.TransformOf(2, calling)!.Envelope.Usage);
            Assert.Null(run.TransformOf(2, plain)!.Envelope.Usage);
            Assert.Equal(4, Lines("transform", "usage").Count());
            Assert.Empty(run.Damage);
        }

        using Run<Question, Reply> other = await _lab.RunAsync(_lab.Experiment(Items(4), ["loud"]).Transform(calling));
        Assert.Equal((5, new Usage(5, 2)), (_asked, other.Summary.Spent));
        using Store store = Store.Open(_lab.Store);
        store.CatchUp();
        Assert.Empty(store.Verify().Findings);
    }

    private static CallingEvaluator Judge(Func<Question, ScoreContext, Score> score) => new((task, context, _) => new(score(task, context)));

    private static Question[] Items(int count) => [.. Enumerable.Range(0, count).Select(static i => Question.Of(i))];

    private static void InterlockedMax(ref int most, int value)
    {
        int known;
        while ((known = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, known) != known)
        {
        }
    }

    private Experiment<Question, Reply> With(int items, CallingEvaluator judge) => _lab.Experiment(Items(items), ["loud"]).Evaluate("opinion", judge, Code.Version("1"));

    private EvaluationReader Stored(RunId run)
    {
        using Store store = Store.Open(_lab.Store);
        using RunReader reader = store.Experiment("lab").Read(run);
        return reader.Evaluation(reader.Evaluations().Single(static evaluation => evaluation.Name == "opinion"));
    }

    private IEnumerable<JsonElement> Lines(string kind, string member)
    {
        foreach (string line in Directory.EnumerateFiles(_lab.Store, "w*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines))
        {
            using JsonDocument json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("kind").GetString() == kind && json.RootElement.TryGetProperty(member, out JsonElement value)) yield return value.Clone();
        }
    }
}
