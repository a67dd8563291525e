using TrialKeep.Analysis.Charts;
using TrialKeep.Analysis.Comparison.Steps;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>What was measured over steps.</summary>
internal static class StepSection
{
    private const int MostDrawn = 6;

    public static ReportSection Of(ReportWords words)
    {
        IReadOnlyList<StepSeries> series = words.Result.Steps;
        ReportSection section = new("steps", "Over steps");
        if (series.Count == 0)
            return section;
        IGrouping<string, StepSeries>[] names = [.. series.GroupBy(static one => one.Measurement, StringComparer.Ordinal)];
        return section with
        {
            Charts = [.. names.Take(MostDrawn).Select(name => Lines(words, name))],
            Tables = [Table(words, series)],
            Remarks = [$"At each step the mean over the generations that were measured there; what a run reuses of another is in that run's report.{(names.Length > MostDrawn ? $" The first {MostDrawn} of {Figure.Count(names.Length)} measurements are drawn." : "")}"],
        };
    }

    private static LinesChart Lines(ReportWords words, IGrouping<string, StepSeries> name) => new()
    {
        Title = $"{name.Key} over steps",
        ValueAxis = name.Key,
        Series = [.. name.Select(one => new LineSeries(Owner(words, one), [.. one.Points.Select(static point => ((double)point.Step, point.Mean))]))],
    };

    private static ReportTable Table(ReportWords words, IReadOnlyList<StepSeries> series) => new("What was measured over steps",
        [ReportColumn.Name("measurement"), ReportColumn.Name("of"), new("generations"), new("steps"), new("first"), new("last"), new("least"), new("greatest")],
        [.. series.Select(one => Row(words, one))]);

    private static string[] Row(ReportWords words, StepSeries series)
    {
        double[] means = [.. series.Points.Select(static point => point.Mean)], finite = [.. means.Where(double.IsFinite)];
        return
        [
            series.Measurement, Owner(words, series), Figure.Count(series.Generations), Figure.Count(means.Length), Amount.Plain(means[0]), Amount.Plain(means[^1]),
            finite.Length == 0 ? Amount.Nothing : Amount.Plain(finite.Min()), finite.Length == 0 ? Amount.Nothing : Amount.Plain(finite.Max()),
        ];
    }

    private static string Owner(ReportWords words, StepSeries series) => (series.Variant ?? "the run") + (words.Result.Runs.Count > 1 ? $" (run {series.Run})" : "");
}
