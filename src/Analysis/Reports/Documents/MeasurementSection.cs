using TrialKeep.Analysis.Charts;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Tradeoffs;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>What quality costs.</summary>
internal static class MeasurementSection
{
    public static ReportSection Of(ReportWords words)
    {
        MeasurementInfo[] measurements = [.. words.Result.Arms.SelectMany(static arm => arm.Measurements).Select(static summary => summary.Info).Distinct()];
        return new("measurements", "Quality and cost")
        {
            Paragraphs = [.. words.Result.Fronts.Select(Sentence)],
            Charts = [.. words.Result.Fronts.Where(static front => front.Measurements.Count == 1).Select(front => Scatter(words, front))],
            Tables = [.. measurements.Select(info => Table(words, info))],
        };
    }

    private static ParetoChart Scatter(ReportWords words, ParetoFront front) => new()
    {
        Title = $"The {words.Mean} against {Name(front.Measurements[0])}",
        CostAxis = Name(front.Measurements[0]),
        QualityAxis = words.Mean,
        Format = words.Format,
        Points = [.. front.Points.Select(static point => new ScatterPoint(point.Arm, point.Costs[0], point.Quality, point.IsOnFront))],
    };

    private static string Sentence(ParetoFront front)
    {
        string weighed = string.Join(" and ", front.Measurements.Select(static info => info.Name));
        string[] best = [.. front.Points.Where(static point => point.IsOnFront).Select(static point => point.Arm)];
        string[] beaten = [.. front.Points.Where(static point => !point.IsOnFront).Select(static point => $"{point.Arm} (by {point.DominatedBy})")];
        return $"No other arm beats these in quality and {weighed} at once: {string.Join(", ", best)}.{(beaten.Length == 0 ? "" : $" Beaten: {string.Join(", ", beaten)}.")}";
    }

    private static ReportTable Table(ReportWords words, MeasurementInfo info) => new($"{Name(info)}, {(info.Better == Direction.Lower ? "lower" : "higher")} is better",
        [ReportColumn.Name("arm"), new("answers"), new("mean"), new("median"), new("95th percentile"), new("total")],
        [.. words.Result.Arms.Select(arm => Row(arm, arm.Measurements.FirstOrDefault(summary => summary.Info == info)))]);

    private static string[] Row(ArmSummary arm, MeasurementSummary? summary) => summary is null ? [arm.Name, "0", .. Enumerable.Repeat(Amount.Nothing, 4)]
        : [arm.Name, Figure.Count(summary.Count), Amount.Plain(summary.Mean), Amount.Plain(summary.Median), Amount.Plain(summary.P95), Amount.Plain(summary.Total)];

    private static string Name(MeasurementInfo info) => info.Unit is null ? info.Name : $"{info.Name} ({info.Unit})";
}
