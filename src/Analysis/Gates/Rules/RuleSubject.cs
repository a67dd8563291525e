using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Gates.Rules;

/// <summary>What a rule is about, found in the tables of a run: the scores of an evaluation, or a measurement in their place.</summary>
/// <param name="Metric">What the rule names.</param>
/// <param name="Table">The values of the run.</param>
/// <param name="Measurement">The measurement; null for scores.</param>
/// <param name="Options">What holds for it: a missing measurement never counts against the candidate, since the answer that lacks it does by its score.</param>
internal sealed record RuleSubject(RuleMetric Metric, ArmTable Table, MeasurementInfo? Measurement, ComparisonOptions Options)
{
    public static RuleSubject Of(RuleMetric metric, IReadOnlyList<ArmTable> tables, ComparisonOptions options)
    {
        if (tables.FirstOrDefault(table => table.Evaluator.Name == metric.Name) is { } scores)
            return new RuleSubject(metric, scores, null, options);
        if (tables[0].MeasurementIndexOf(metric.Name) is var index and >= 0)
        {
            MeasurementInfo info = tables[0].Measurements[index];
            return new RuleSubject(metric, MetricTable.Of(tables[0], index), info, options with { Missing = MissingPolicy.Exclude, Better = info.Better, Range = null });
        }

        string[] names = [.. tables.Select(static table => table.Evaluator.Name), .. tables[0].Measurements.Select(static info => info.Name)];
        throw new GateRuleException($"There is no evaluation or measurement '{metric.Name}' for a rule; there are {string.Join(", ", names)}.");
    }

    /// <summary>The same in the tables of a baseline; null where it is not there.</summary>
    /// <exception cref="ArgumentException">The baseline has the evaluation by another evaluator.</exception>
    public ArmTable? In(IReadOnlyList<ArmTable> baseline)
    {
        if (Measurement is null)
            return baseline.FirstOrDefault(table => table.Evaluator.Name == Metric.Name);
        return baseline is [var first, ..] && first.MeasurementIndexOf(Metric.Name) is var index and >= 0 ? MetricTable.Of(first, index) : null;
    }

    public string Name => Metric.Quantile switch
    {
        null => DisplayText.OneLine(Metric.Name),
        0.5 => $"the median of {DisplayText.OneLine(Metric.Name)}",
        double quantile => $"p{Figure.Number(100 * quantile)} of {DisplayText.OneLine(Metric.Name)}",
    };

    /// <summary>A value as people read it: a share in percent, a number with its unit.</summary>
    public string Show(double value, ScoreKind kind) => kind == ScoreKind.Proportion && Measurement is null ? Figure.Percent(value) : WithUnit(Figure.Number(value));

    /// <summary>A difference as people read it: of shares in points.</summary>
    public string ShowDifference(double value, ScoreKind kind) =>
        kind == ScoreKind.Proportion && Measurement is null ? Figure.Points(value) : (value > 0 ? "+" : "") + Figure.Number(value);

    public string WithUnit(string number) => Measurement?.Unit is { } unit ? $"{number} {DisplayText.OneLine(unit)}" : number;
}
