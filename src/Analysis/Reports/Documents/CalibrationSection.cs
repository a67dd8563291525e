using TrialKeep.Analysis.Charts;
using TrialKeep.Analysis.Comparison.Calibrations;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>How sure the arms were against how often they were right.</summary>
internal static class CalibrationSection
{
    private const int MostDrawn = 6;

    public static ReportSection Of(ReportWords words)
    {
        IReadOnlyList<CalibrationReport> reports = words.Result.Calibration;
        ReportSection section = new("calibration", "Sure and right");
        return reports.Count == 0 ? section : section with
        {
            Charts = [.. reports.Take(MostDrawn).Select(static report => new ReliabilityChart { Title = $"How often {report.Arm} is right, by its {report.Forecast}", Bins = report.Bins })],
            Tables = [Table(reports)],
            Remarks = [$"Of ten bins of equal width. The expected calibration error is the mean distance between sure and right over the bins; with few answers chance alone makes it larger than 0.{(reports.Count > MostDrawn ? $" The first {MostDrawn} are drawn." : "")}"],
        };
    }

    private static ReportTable Table(IReadOnlyList<CalibrationReport> reports) => new("Sure against right",
        [ReportColumn.Name("arm"), ReportColumn.Name("by"), new("answers"), new("mean forecast"), new("right"), new("Brier score"), new("calibration error")],
        [.. reports.Select(static report => (IReadOnlyList<string>)
            [report.Arm, report.Forecast, Figure.Count(report.Count), Figure.Percent(report.MeanForecast), Figure.Percent(report.Right), Amount.Plain(report.Brier), Figure.Percent(report.Error)])]);
}
