using TrialKeep.Orchestration.Bundles;
using TrialKeep.Orchestration.Estimating;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Storage;

namespace TrialKeep.Orchestration.Tests;

/// <summary>An estimate is about what is left, says what it rests on, and never calls unknown money nothing.</summary>
public sealed class EstimateTests : IDisposable
{
    private readonly Lab _lab = new();
    private readonly string _file = Path.GetTempFileName();

    private static Question[] Four => [.. Enumerable.Range(0, 4).Select(static i => Question.Of(i))];

    public void Dispose()
    {
        _lab.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public void Without_history_prompts_are_counted_and_the_rest_is_not_known()
    {
        Estimate estimate = Of(_lab.Experiment(Four));
        Assert.Equal((4, 8, 8, 8), (estimate.Items, estimate.Answers, estimate.Calls, estimate.Scores));
        // "Say the number 0.\nOnly the number." has 35 characters: 9 tokens, of four items and two variants.
        Assert.Equal((72, 0L), (estimate.InputTokens.Value!.Value, estimate.InputTokens.Observations));
        Assert.Contains("4 characters", estimate.InputTokens.Basis, StringComparison.Ordinal);
        Assert.Equal((null, null, null), (estimate.OutputTokens.Value, estimate.Cost.Value, estimate.Seconds.Value));
        Assert.Equal(2, estimate.Notes.Count(static note => note.Contains("no price", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_price_without_output_tokens_is_no_cost_either()
    {
        Estimate estimate = Of(_lab.Experiment(Four).Prices(new PriceTable("EUR").With("*", new(1_000_000, 1_000_000))));
        Assert.Null(estimate.Cost.Value);
        Assert.Contains(estimate.Notes, static note => note.Contains("36 EUR", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_left_rests_on_what_the_same_variant_took()
    {
        await ImportAsync(
            """{"item":"q0","variant":"loud","record":{"text":"0"},"elapsed":2,"usage":{"inputTokens":100,"outputTokens":10}}""",
            """{"item":"q1","variant":"loud","record":{"text":"1"},"elapsed":4,"usage":{"inputTokens":300,"outputTokens":30}}""",
            """{"item":"q2","variant":"loud","record":{"text":"1"}}""");
        Estimate estimate = Of(_lab.Experiment(Four).Prices(new PriceTable("EUR").With("loud", new(1000, 10_000))), new() { Parallelism = 2 });
        VariantEstimate loud = estimate.Variants[0];
        Assert.Equal((1, 200.0, 20.0, 3.0), (loud.Calls, loud.InputTokens.Value!.Value, loud.OutputTokens.Value!.Value, loud.Seconds.Value!.Value));
        // 200 tokens at 1,000 and 20 at 10,000 the million; a line that says no time and no tokens is no observation.
        Assert.Equal((0.4, 2L), (loud.Cost.Value!.Value, loud.Cost.Observations));
        Assert.Equal("the mean of 2 stored answers of this variant", loud.Seconds.Basis);
        VariantEstimate soft = estimate.Variants[1];
        Assert.Equal((4, 36.0, 80.0, 12.0), (soft.Calls, soft.InputTokens.Value!.Value, soft.OutputTokens.Value!.Value, soft.Seconds.Value!.Value));
        Assert.Contains("other variants", soft.Seconds.Basis, StringComparison.Ordinal);
        Assert.Null(soft.Cost.Value);
        Assert.Null(estimate.Cost.Value);
        Assert.Contains("'soft'", Assert.Single(estimate.Notes), StringComparison.Ordinal);
        Assert.Equal((7.5, 8), (estimate.Seconds.Value!.Value, estimate.Scores));
    }

    [Fact]
    public async Task Limits_make_it_longer_and_what_is_done_or_reused_costs_nothing()
    {
        using (await _lab.RunAsync(_lab.Experiment(Four)))
        {
        }

        Estimate done = Of(_lab.Experiment(Four));
        Assert.Equal((0, 0, 0.0, 0.0), (done.Calls, done.Scores, done.Cost.Value!.Value, done.Seconds.Value!.Value));
        Estimate grown = Of(_lab.Experiment([.. Four, Question.Of(9)]), new() { Parallelism = 8, Limits = new() { RequestsPerMinute = 1 } });
        Assert.Equal((2, 8, 2, 1), (grown.Calls, grown.Reused, grown.Scores, grown.Items));
        Assert.Equal(60, grown.Seconds.Value!.Value, 1e-9);
        Estimate relabelled = Of(_lab.Experiment([Four[0] with { Expected = "nought" }, .. Four[1..]]));
        Assert.Equal((0, 2), (relabelled.Calls, relabelled.Scores));
    }

    [Fact]
    public async Task What_judges_and_transforms_used_up_before_is_estimated_and_a_judge_without_history_is_not_known()
    {
        CallingEvaluator judge = new(static (task, context, _) =>
        {
            context.Report(new Usage(task.Id == "q0" ? 300 : 100, 10) { CachedTokens = 50 });
            return new(Score.Of(1));
        });
        Transform<Reply, Heard> calling = Transform.Of<Reply, Heard>("calling", static (reply, context, _) =>
        {
            context.Report(new Usage(4, 2) { Cost = 0.5m });
            return ValueTask.FromResult<Transformed<Heard>>(new Heard { Words = reply.Text! });
        }, Code.Version("1"));
        Experiment<Question, Reply> With(Question[] items, string version) => _lab.Experiment(items, ["loud"]).Prices(new PriceTable("EUR").With("opinion", new(1_000_000, 0)).With("loud", new(0, 0)))
            .Transform(calling).Evaluate("opinion", judge, Code.Version(version));

        Estimate first = Of(With(Four[..2], "1"));
        Assert.Equal((2, null, true), (first.Evaluations[1].Scores, first.Evaluations[1].Usage.InputTokens.Value, first.Evaluations[0].Usage.IsNothing));
        Assert.Equal((null, null), (first.InputTokens.Value, first.Cost.Value));
        Assert.Contains("What the evaluation 'opinion' takes is not known: no stored score says its tokens.", first.Notes);
        Assert.Equal((2, true), (first.Transforms[0].Outputs, first.Transforms[0].Usage.IsNothing));
        using (await _lab.RunAsync(With(Four[..2], "1")))
        {
        }

        // Two more items: their scores take 200 tokens each, their outputs four.
        Estimate grown = Of(With(Four, "1"));
        EstimatedFigure input = grown.Evaluations[1].Usage.InputTokens;
        Assert.Equal((2, 400.0, 2L, "the mean of 2 stored scores"), (grown.Evaluations[1].Scores, input.Value!.Value, input.Observations, input.Basis));
        Assert.Equal((400.0, "the price of 'opinion' and its tokens"), (grown.Evaluations[1].Usage.Cost.Value!.Value, grown.Evaluations[1].Usage.Cost.Basis));
        Assert.Equal((2, 8.0, 1.0), (grown.Transforms[0].Outputs, grown.Transforms[0].Usage.InputTokens.Value!.Value, grown.Transforms[0].Usage.Cost.Value!.Value));
        Assert.Equal(18 + 400 + 8, grown.InputTokens.Value!.Value);
        // Another version of the judge asks again about everything.
        Estimate revised = Of(With(Four[..2], "2"));
        Assert.Equal((0, 2, 400.0, "the mean of 2 stored scores of earlier versions"), (revised.Calls, revised.Evaluations[1].Scores, revised.InputTokens.Value!.Value, revised.Evaluations[1].Usage.OutputTokens.Basis));
        Assert.Equal((400.0, "the mean of 2 stored scores of earlier versions"), (revised.Cost.Value!.Value, revised.Evaluations[1].Usage.Seconds.Basis));
    }

    [Fact]
    public async Task A_judge_takes_its_time_and_its_limits_after_that_of_the_answers()
    {
        JumpingClock clock = new();
        _lab.Clock = clock;
        _lab.Answer = (_, _, _) =>
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(new Reply { Text = "1" });
        };
        CallingEvaluator judge = new((_, context, _) =>
        {
            clock.Advance(TimeSpan.FromSeconds(6));
            context.Report(new Usage(1, 1));
            return new(Score.Of(1));
        });
        Experiment<Question, Reply> With(int items) => _lab.Experiment(Four[..items], ["loud"]).Evaluate("opinion", judge, Code.Version("1"));

        Estimate first = Of(With(2));
        Assert.Equal((null, "no stored score says how long it took"), (first.Seconds.Value, first.Evaluations[1].Usage.Seconds.Basis));
        using (await _lab.RunAsync(With(2), new RunOptions { Parallelism = 1 }))
        {
        }

        Estimate grown = Of(With(4), new() { Parallelism = 1 });
        EstimatedFigure seconds = grown.Evaluations[1].Usage.Seconds;
        Assert.Equal((12.0, 2L, "the mean of 2 stored scores"), (seconds.Value!.Value, seconds.Observations, seconds.Basis));
        // Two answers of two seconds, and then two scores of six.
        Assert.Equal((16.0, "each by its own basis, 1 at once, within the limits"), (grown.Seconds.Value!.Value, grown.Seconds.Basis));
        Assert.Equal(2 + 6, Of(With(4), new() { Parallelism = 2 }).Seconds.Value!.Value);
        Assert.Equal(2 + 120, Of(With(4).LimitEvaluation("opinion", new() { RequestsPerMinute = 1 }), new() { Parallelism = 2 }).Seconds.Value!.Value);
        Assert.Equal(4 + 12, Of(With(4).LimitEvaluation("opinion", new() { Concurrency = 1 }), new() { Parallelism = 2, Limits = new() { Concurrency = 1 } }).Seconds.Value!.Value);
    }

    [Fact]
    public async Task A_transform_of_what_is_not_made_yet_is_estimated_at_most_and_says_so()
    {
        Transform<Reply, Heard> heard = Transform.Of<Reply, Heard>("heard", static reply => reply.Text == "2" ? Transformed<Heard>.None("only noise") : new Heard { Words = reply.Text! }, Code.Version("1"));
        Transform<Reply, Length> Asking(string version) => heard.Then<Length>("asking", static (words, context, _) =>
        {
            context.Report(new Usage(10, 0) { Cost = 1 });
            return ValueTask.FromResult<Transformed<Length>>(new Length { Letters = words.Words.Length });
        }, Code.Version(version));
        Experiment<Question, Reply> With(int items, Transform<Reply, Length> asking) => _lab.Experiment(Four[..items], ["loud"]).Transform(asking);

        Assert.Equal((2, 2), (Of(With(2, Asking("1"))).Transforms[1].Outputs, Of(With(2, Asking("1"))).Transforms[1].Waiting));
        using (await _lab.RunAsync(With(2, Asking("1"))))
        {
        }

        TransformEstimate grown = Of(With(4, Asking("1"))).Transforms[1];
        Assert.Equal((2, 2, 20.0), (grown.Outputs, grown.Waiting, grown.Usage.InputTokens.Value!.Value));
        Assert.Equal("the mean of 2 stored outputs, at most: of 2 of 2 the input is not made yet", grown.Usage.InputTokens.Basis);
        Assert.Equal("the mean cost of 2 stored outputs, at most: of 2 of 2 the input is not made yet", grown.Usage.Cost.Basis);
        using (await _lab.RunAsync(With(4, Asking("1"))))
        {
        }

        // Once the inputs are there: of four one has none, and nobody is asked for it.
        TransformEstimate edited = Of(With(4, Asking("2"))).Transforms[1];
        Assert.Equal((4, 0), (edited.Outputs, edited.Waiting));
        Estimate limited = Of(With(4, Asking("2")).LimitTransform("asking", new()));
        Assert.Equal((null, 4), (limited.Transforms[1].Usage.Cost.Value, limited.Transforms[1].Outputs));
        // Equal inputs are taken over: the same answers by other code.
        Estimate equal = Of(_lab.Experiment(Four, ["loud"], code: "2").Transform(Asking("1")));
        Assert.Equal((4, 4), (equal.Transforms[1].Outputs, equal.Transforms[1].Waiting));
        using (await _lab.RunAsync(_lab.Experiment(Four, ["loud"], code: "2").Transform(heard)))
        {
        }

        Assert.Equal(0, Of(_lab.Experiment(Four, ["loud"], code: "2").Transform(Asking("1"))).Transforms[1].Outputs);
    }

    private Estimate Of(Experiment<Question, Reply> experiment, RunOptions? options = null)
    {
        using Store? store = Storage.Store.Find(_lab.Store);
        return Estimator.Of(Planner.Plan(experiment, Selection.All, CancellationToken.None), store?.Experiment("lab"), options ?? new());
    }

    private async Task ImportAsync(params string[] lines)
    {
        await File.WriteAllLinesAsync(_file, lines, TestContext.Current.CancellationToken);
        using Store store = Storage.Store.Open(_lab.Store);
        Assert.Empty((await new ExperimentImport<Question, Reply>(Planner.Plan(_lab.Experiment(Four), Selection.All, CancellationToken.None), store).RecordsAsync(_file)).Refused);
    }
}
