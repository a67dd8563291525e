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
        Assert.Equal((400.0, 0.0), (revised.Cost.Value!.Value, revised.Seconds.Value!.Value));
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
