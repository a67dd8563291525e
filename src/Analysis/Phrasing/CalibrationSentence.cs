using TrialKeep.Analysis.Comparison.Calibrations;

namespace TrialKeep.Analysis.Phrasing;

/// <summary>How sure an arm was against how often it was right, in a sentence.</summary>
public static class CalibrationSentence
{
    /// <summary>"low, by confidence on 700 answers: 82.0% sure and 71.4% right; Brier score 0.19, expected calibration error 11.2%."</summary>
    public static string Of(CalibrationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return $"{DisplayText.OneLine(report.Arm)}, by {DisplayText.OneLine(report.Forecast)} on {Figure.Count(report.Count, "answer", "answers")}: {Figure.Percent(report.MeanForecast)} sure and "
            + $"{Figure.Percent(report.Right)} right; Brier score {Figure.Number(report.Brier)}, expected calibration error {Figure.Percent(report.Error)}.";
    }
}
