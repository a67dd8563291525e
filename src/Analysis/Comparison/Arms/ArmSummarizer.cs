using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Statistics.Descriptive;

namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>Describes an arm for itself.</summary>
internal sealed class ArmSummarizer(UnitIndex index, ScoreRange range, ComparisonOptions options)
{
    public ArmSummary Summarize(Arm arm, bool[]? included = null)
    {
        int[] units = UnitsOf(arm, included);
        int[] standings = CountStandings(arm, units);
        IndependentScores scores = IndependentScores.Of(index, arm, included);
        ArmMean? mean = scores.Scores.Length == 0 ? null : ArmMean.Of(scores.Scores, scores.Clusters, range, options.Confidence);
        return new ArmSummary
        {
            Arm = arm,
            Scored = standings[(int)Standing.Scored],
            Unscored = standings[(int)Standing.Unscored],
            Failed = standings[(int)Standing.Failed],
            Missing = standings[(int)Standing.Missing],
            Erased = standings[(int)Standing.Erased],
            Items = units.Select(unit => arm.Table.Units[unit].Item).Distinct(StringComparer.Ordinal).Count(),
            Clusters = scores.ClusterCount,
            Right = range.Kind == ScoreKind.Proportion ? scores.Scores.Count(static score => score == 1) : null,
            Mean = mean?.Value,
            Median = scores.Scores.Length == 0 ? null : Median.Of(scores.Scores),
            StandardDeviation = scores.Scores.Length < 2 ? null : StandardDeviation.Of(scores.Scores),
            Interval = mean?.Interval,
            IntervalMethod = mean?.Method ?? "nothing is scored",
            Gaps = Gaps(arm, units),
            Measurements = Measurements(arm, units),
        };
    }

    private int[] UnitsOf(Arm arm, bool[]? included)
    {
        int[] located = index.UnitsOf(arm.Table);
        return [.. Enumerable.Range(0, index.Count).Where(row => (included is null || included[row]) && located[row] >= 0 && arm.Includes(located[row])).Select(row => located[row])];
    }

    private static int[] CountStandings(Arm arm, int[] units)
    {
        ReadOnlySpan<Standing> standings = arm.Table.StandingsOf(arm.Column);
        int[] counts = new int[5];
        foreach (int unit in units)
            counts[(int)standings[unit]]++;
        return counts;
    }

    private static GapReason[] Gaps(Arm arm, int[] units)
    {
        Dictionary<(Standing, string), int> counts = [];
        foreach (int unit in units)
        {
            if (arm.Table.ReasonOf(arm.Column, unit) is { } reason)
            {
                (Standing, string) key = (arm.Table.StandingsOf(arm.Column)[unit], reason);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }

        return [.. counts.Select(static count => new GapReason(count.Key.Item1, count.Key.Item2, count.Value))
            .OrderByDescending(static gap => gap.Count).ThenBy(static gap => gap.Standing).ThenBy(static gap => gap.Reason, StringComparer.Ordinal)];
    }

    private static MeasurementSummary[] Measurements(Arm arm, int[] units) =>
        [.. arm.Table.Measurements.Select((info, measurement) => Measure(arm, units, info, measurement)).OfType<MeasurementSummary>()];

    private static MeasurementSummary? Measure(Arm arm, int[] units, MeasurementInfo info, int measurement)
    {
        double[] values = arm.MeasurementValues(units, measurement);
        if (values.Length == 0)
            return null;
        double[] quantiles = Quantile.Of(values, [0.5, 0.95]);
        double mean = Mean.Of(values);
        return new MeasurementSummary(info, values.Length, mean, quantiles[0], quantiles[1], mean * values.Length);
    }
}
