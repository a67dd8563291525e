using System.Globalization;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Gates;

/// <summary>The verdicts of <see cref="NoWorseThanBaseline"/> as a decision over rules.</summary>
public static class MarginDecision
{
    /// <summary>Makes the decision: one rule, one verdict for each variant.</summary>
    /// <param name="result">What the gate says.</param>
    /// <param name="evaluation">The name of the evaluation that it is about.</param>
    public static GateDecision Of(GateResult result, string evaluation)
    {
        ArgumentNullException.ThrowIfNull(result);
        GateRule rule = new()
        {
            Metric = new(evaluation, null),
            IsFloor = true,
            IsRelative = true,
            Limit = -result.Margin,
            Text = string.Create(CultureInfo.InvariantCulture, $"{evaluation} >= baseline - {result.Margin}"),
        };
        return new()
        {
            RunId = result.RunId,
            Baseline = result.Baseline,
            Rules = [.. result.Variants.Select(variant => Of(variant, rule))],
            Warnings = [],
        };
    }

    private static RuleVerdict Of(VariantVerdict variant, GateRule rule) => new()
    {
        Rule = rule,
        Arm = variant.Variant,
        Verdict = variant.Verdict,
        Explanation = variant.Explanation,
        Value = variant.Difference.Difference?.Estimate,
        Interval = variant.Difference.Difference is PairedDifference { } difference ? new Interval(difference.Low, difference.High) : null,
        Limit = rule.Limit,
        Pair = null,
    };
}
