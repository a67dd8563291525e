using System.Globalization;

namespace TrialKeep.Analysis.Gates.Rules;

/// <summary>
/// Rules as text: <c>metric (>= | &lt;=) (number | baseline [(+ | -) number]) [at number%]</c>. A metric is the name of an evaluation or of a
/// measurement, in double quotes where it is more than letters, digits, <c>_</c> and inner <c>-</c>, with <c>.mean</c> (the default), <c>.median</c> or
/// a percentile such as <c>.p95</c>. A number may be a percentage: <c>80%</c> is 0.8.
/// </summary>
public static class RuleText
{
    /// <summary>Reads a rule.</summary>
    /// <param name="text">The rule, such as <c>correct >= baseline - 0.02</c>.</param>
    /// <exception cref="GateRuleException">It can't be read; the message points at the place and says what is expected there.</exception>
    public static GateRule Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new RuleReader(text).Read();
    }

    /// <summary>The rule that no variant is worse than in the baseline by more than a margin.</summary>
    /// <param name="evaluation">The name of the evaluation.</param>
    /// <param name="margin">How much worse is still accepted, in the unit of the scores: of shares 0.02 is two points. Not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The margin is negative or no finite number.</exception>
    public static GateRule NoWorse(string evaluation, double margin)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        if (!(margin >= 0 && double.IsFinite(margin)))
            throw new ArgumentOutOfRangeException(nameof(margin), margin, "The margin must not be negative (0.02 is two points of a share).");
        return new GateRule
        {
            Metric = new RuleMetric(evaluation, null),
            IsFloor = true,
            IsRelative = true,
            Limit = margin == 0 ? 0 : -margin,
            Text = $"{Quoted(evaluation)} >= baseline{(margin == 0 ? "" : " - " + margin.ToString("0.################", CultureInfo.InvariantCulture))}",
        };
    }

    private static string Quoted(string name) => RuleReader.IsPlain(name) ? name : $"\"{name}\"";
}
