using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Gates.Rules;

namespace TrialKeep.Analysis.Tests.Gates;

/// <summary>The rules as people write them.</summary>
public sealed class RuleTextTests
{
    [Theory]
    [InlineData("correct >= baseline - 0.02", "correct", null, true, true, -0.02, 0.95)]
    [InlineData("correct>=baseline-0.02", "correct", null, true, true, -0.02, 0.95)]
    [InlineData("correct ≥ baseline - 2%", "correct", null, true, true, -0.02, 0.95)]
    [InlineData("correct >= baseline", "correct", null, true, true, 0.0, 0.95)]
    [InlineData("latency.p95 <= 2", "latency", 0.95, false, false, 2.0, 0.95)]
    [InlineData("latency.p99.9 <= 2 at 90%", "latency", 0.999, false, false, 2.0, 0.9)]
    [InlineData("latency.median <= 2", "latency", 0.5, false, false, 2.0, 0.95)]
    [InlineData("latency.mean <= baseline + 0.5", "latency", null, false, true, 0.5, 0.95)]
    [InlineData("log-loss <= -0.5", "log-loss", null, false, false, -0.5, 0.95)]
    [InlineData("\"my score\" >= 80 % at 0.99", "my score", null, true, false, 0.8, 0.99)]
    public void A_rule_is_read(string text, string name, double? quantile, bool isFloor, bool isRelative, double limit, double confidence)
    {
        GateRule rule = RuleText.Parse(text);
        Assert.Equal((name, isFloor, isRelative, text), (rule.Metric.Name, rule.IsFloor, rule.IsRelative, rule.Text));
        Assert.Equal((quantile ?? -1, limit, confidence), (rule.Metric.Quantile ?? -1, rule.Limit, rule.Confidence), s_close);
    }

    [Theory]
    [InlineData("", "the name of an evaluation", 0)]
    [InlineData("correct", ">= or <= is expected here", 7)]
    [InlineData("correct > 0.8", ">= or <= is expected here", 8)]
    [InlineData("correct >= ", "a number, or baseline", 11)]
    [InlineData("correct >= high", "a number, or baseline", 11)]
    [InlineData("correct >= baseline - x", "a number, or baseline", 22)]
    [InlineData("correct >= 0.8 and more", "nothing more is expected", 15)]
    [InlineData("correct >= 0.8 at 5%", "a confidence above 50%", 18)]
    [InlineData("latency.p0 <= 2", "mean, median or a percentile", 8)]
    [InlineData("latency.p95 <= baseline", "a quantile can't be held against the baseline", 15)]
    [InlineData("\"open >= 1", "this quotation mark is not closed", 0)]
    public void A_fault_is_pointed_at_with_the_cure(string text, string expected, int column)
    {
        string[] lines = Assert.Throws<GateRuleException>(() => RuleText.Parse(text)).Message.Split('\n');
        Assert.Contains(expected, lines[0], StringComparison.Ordinal);
        Assert.Contains("; ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["  " + text, new string(' ', 2 + column) + "^"], lines[1..]);
    }

    [Theory]
    [InlineData("correct", 0.02, "correct >= baseline - 0.02")]
    [InlineData("my score", 0.0, "\"my score\" >= baseline")]
    [InlineData("baseline", 0.5, "\"baseline\" >= baseline - 0.5")]
    public void A_rule_that_was_made_reads_back(string name, double margin, string text)
    {
        GateRule rule = RuleText.NoWorse(name, margin);
        Assert.Equal(text, rule.Text);
        Assert.Equal(rule, RuleText.Parse(text));
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(double.NaN)]
    public void Other_margins_are_refused(double margin) =>
        Assert.Equal("margin", Assert.Throws<ArgumentOutOfRangeException>(() => RuleText.NoWorse("correct", margin)).ParamName);

    private static readonly IEqualityComparer<(double, double, double)> s_close = EqualityComparer<(double, double, double)>.Create(static (left, right) =>
        Math.Abs(left.Item1 - right.Item1) < 1e-12 && Math.Abs(left.Item2 - right.Item2) < 1e-12 && Math.Abs(left.Item3 - right.Item3) < 1e-12, static _ => 0);
}
