using TrialKeep.Analysis.Charts;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>Each arm for itself.</summary>
internal static class ScoreSection
{
    private const int MostDrawn = 24;

    public static ReportSection Of(ReportWords words) => new("scores", words.IsProportion ? "Accuracy" : "Scores")
    {
        Charts = Charts(words),
        Tables = words.Result.Arms.Count == 0 ? [] : [Table(words)],
        Remarks = [Remark(words)],
    };

    private static List<Chart> Charts(ReportWords words)
    {
        List<Chart> charts = [];
        ArmSummary[] arms = [.. words.Result.Arms.Take(MostDrawn)];
        if (arms.Length > 0)
        {
            charts.Add(new ForestChart
            {
                Title = $"The {words.Mean} of each arm with its {words.Confidence}",
                Format = words.Format,
                Rows = [.. arms.Select(arm => new ForestEntry(ReportWords.Label(arm.Arm).Name, ReportWords.Label(arm.Arm).Note, arm.Mean, arm.Interval, $"n = {Figure.Count(arm.Scored)}"))],
            });
        }

        if (!words.IsProportion && arms.Length > 0)
            charts.Add(new DistributionChart { Title = "How the scores of each arm spread", Axis = "score", Rows = [.. arms.Select(static arm => new DistributionRow(arm.Name, Scores(arm.Arm)))] });
        return charts;
    }

    private static double[] Scores(Arm arm)
    {
        double[] scores = arm.Table.ScoresOf(arm.Column).ToArray();
        return [.. scores.Where((score, unit) => arm.Includes(unit) && !double.IsNaN(score))];
    }

    private static ReportTable Table(ReportWords words)
    {
        ReportColumn[] own = words.IsProportion ? [new("right")] : [new("median"), new("std. dev.")];
        return new($"The {words.Mean} of each arm",
            [ReportColumn.Name("arm"), new(words.Mean), new(words.Confidence), .. own, new("scored"), new("planned"), .. IsClustered(words) ? [new("clusters")] : Array.Empty<ReportColumn>()],
            [.. words.Result.Arms.Select(arm => Row(words, arm))]);
    }

    private static string[] Row(ReportWords words, ArmSummary arm)
    {
        string[] own = words.IsProportion ? [arm.Right is { } right ? Figure.Count(right) : Amount.Nothing] : [Amount.Plain(arm.Median), Amount.Plain(arm.StandardDeviation)];
        return [arm.Name, words.Value(arm.Mean), words.Range(arm.Interval), .. own, Figure.Count(arm.Scored), Figure.Count(arm.Planned), .. IsClustered(words) ? [Figure.Count(arm.Clusters)] : Array.Empty<string>()];
    }

    // Items that stand alone are as many clusters.
    private static bool IsClustered(ReportWords words) => words.Result.Arms.Any(static arm => arm.Clusters != arm.Scored);

    private static string Remark(ReportWords words)
    {
        string methods = string.Join("; ", words.Result.Arms.Select(static arm => arm.IntervalMethod).Where(static method => method.Length > 0).Distinct());
        string drawn = words.Result.Arms.Count > MostDrawn ? $" The first {MostDrawn} arms are drawn." : "";
        return $"Over the scored answers only; the differences below say how gaps count.{(methods.Length == 0 ? "" : $" Intervals: {methods}.")}{drawn}";
    }
}
