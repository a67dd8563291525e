using TrialKeep.Analysis.Comparison.Judges;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>How far the evaluator is to be trusted.</summary>
internal static class JudgeSection
{
    public static ReportSection Of(ReportWords words) => words.Result.Judge.Count == 0 ? new("judge", "Agreement with labels") : new("judge", "Agreement with labels")
    {
        Tables = [Table(words)],
        Remarks = ["Sensitivity: of what the labels call right, the share that the evaluator does. Specificity: the same of what is wrong. The corrected rate allows for both (Rogan and Gladen, 1978); its interval is that of Lang and Reiczigel (2014)."],
    };

    private static ReportTable Table(ReportWords words) => new($"{words.Result.Evaluator.Name} against {words.Result.Judge[0].Labels}",
        [ReportColumn.Name("arm"), new("labelled"), new("sensitivity"), new("specificity"), new("kappa"), new("reported"), new("corrected"), new("left out")],
        [.. words.Result.Judge.Select(report => Row(words, report))]);

    private static string[] Row(ReportWords words, JudgeReport report)
    {
        double confidence = words.Result.Options.Confidence;
        return
        [
            report.Arm ?? "all arms", Figure.Count(report.Agreement.Count), Share(report.Agreement.Sensitivity, report.Agreement.SensitivityInterval(confidence)),
            Share(report.Agreement.Specificity, report.Agreement.SpecificityInterval(confidence)), Amount.Plain(report.Agreement.Kappa(confidence)?.Value),
            Share(report.Reported, null), Share(report.Corrected, report.CorrectedInterval(confidence)), Figure.Count(report.LeftOut),
        ];
    }

    private static string Share(double? share, Interval? interval) => share is not { } value ? Amount.Nothing
        : interval is { } range ? $"{Figure.Percent(value)} ({Figure.PercentNumber(range.Low)} to {Figure.PercentNumber(range.High)})" : Figure.Percent(value);
}
