using System.Text.Json;
using TrialKeep.Orchestration.Execution;

namespace TrialKeep.Orchestration.Tests;

/// <summary>What a call has used up and how its answer ended is kept beside the record, and so is what failed tries have used up.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly Lab _lab = new();

    private static Question[] Three => [.. Enumerable.Range(0, 3).Select(static i => Question.Of(i))];

    public void Dispose() => _lab.Dispose();

    [Fact]
    public async Task What_a_variant_reports_is_kept_with_its_cost_and_found_again()
    {
        _lab.Answer = static (input, context, _) =>
        {
            context.Report(new Usage(1_000, 10) { CachedTokens = 200 }, "model-a-2026");
            if (input.Id == "q1") context.Report(new Usage(1, 1) { Cost = 0.5m });
            if (input.Id == "q2") context.Report(AnswerOutcome.Refused);
            return Task.FromResult(new Reply { Text = "1" });
        };
        PriceTable prices = new PriceTable("EUR").With("model-*", new(100, 100)).With("model-a*", new(2, 10, 1));
        Experiment<Question, Reply> experiment = _lab.Experiment(Three, ["loud"]).Prices(prices);
        using (Run<Question, Reply> run = await _lab.RunAsync(experiment))
        {
            // 800 of the input at 2, 200 cached at 1, 10 of the output at 10 a million.
            Assert.Equal(new Usage(1_000, 10) { CachedTokens = 200, Cost = 0.0019m }, run.UsageOf(0));
            Assert.Equal(new Usage(1_001, 11) { CachedTokens = 200, Cost = 0.5019m }, run.UsageOf(1));
            Assert.Equal((AnswerOutcome.Complete, AnswerOutcome.Refused), (run.OutcomeOf(0), run.OutcomeOf(2)));
            Assert.Equal(new CallSummary(0, 1, 0, new Usage(3_001, 31) { CachedTokens = 600, Cost = 0.5057m }), run.Summary);
        }

        Assert.Contains("""{"input":1000,"output":10,"cached":200,"cost":0.0019}""", Lines().Select(static line => line.GetProperty("usage").GetRawText()));
        Assert.Equal(["refused"], Lines().Where(static line => line.TryGetProperty("outcome", out _)).Select(static line => line.GetProperty("outcome").GetString()));
        using Run<Question, Reply> again = await _lab.RunAsync(experiment);
        using Run<Question, Reply> other = await _lab.RunAsync(_lab.Experiment(Three[1..], ["loud"]));
        Assert.Equal((3, 2, 3), (again.Counts.Cached, other.Counts.Cached, _lab.Calls));
        Assert.Equal(AnswerOutcome.Refused, other.OutcomeOf(1));
    }

    [Fact]
    public async Task A_failed_try_keeps_what_it_has_used_up()
    {
        _lab.Answer = static (_, context, _) =>
        {
            context.Report(new Usage(7, 0));
            throw new InvalidOperationException("half way");
        };
        using Run<Question, Reply> run = await _lab.RunAsync(_lab.Experiment(Three, ["loud"]));
        Assert.Equal(new Usage(7, 0), run.UsageOf(0));
        Assert.Equal(new Usage(21, 0), run.Summary.Spent);
    }

    [Fact]
    public void Prices_go_by_the_longest_name_and_refuse_what_is_none()
    {
        PriceTable prices = new PriceTable().With("m*", new(1, 1)).With("mini*", new(2, 2)).With("mini-x", new(3, 3));
        Assert.Equal([1m, 2m, 3m, null], new[] { "maxi", "mini-y", "mini-x", "other" }.Select(name => prices.Find(name)?.Input));
        Assert.Throws<ArgumentException>(() => prices.With("a", new(-1, 0)));
        Assert.Throws<ArgumentException>(() => new PriceTable(" "));
        Assert.Throws<ArgumentOutOfRangeException>(static () => new VariantContext("i", 0, 1, 0).Report(new Usage(-1, 0)));
    }

    private IEnumerable<JsonElement> Lines() => Directory.EnumerateFiles(_lab.Store, "w*.jsonl", SearchOption.AllDirectories)
        .Where(static file => file.Contains("journal", StringComparison.Ordinal)).SelectMany(File.ReadLines)
        .Where(static line => line.StartsWith("{\"kind\":\"record\"", StringComparison.Ordinal)).Select(static line => JsonDocument.Parse(line).RootElement);
}
