using TrialKeep.Analysis.Comparison.Judges;
using TrialKeep.Statistics;
using TrialKeep.Statistics.Agreement;

namespace TrialKeep.Analysis.Phrasing;

/// <summary>How a judge agrees with labels, in a sentence.</summary>
public static class JudgeSentence
{
    /// <summary>"Against the labels 'human' on 200 answers: sensitivity 91.0% (84.2% to 95.1%), specificity …, kappa …".</summary>
    public static string Of(JudgeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        JudgeAgreement agreement = report.Agreement;
        string arm = report.Arm is { } name ? $"{DisplayText.OneLine(name)}, against" : "Against";
        string kappa = agreement.Kappa() is { } value && double.IsFinite(value.Value) ? $"{Figure.Number(value.Value)} ({Figure.Number(value.Interval.Low)} to {Figure.Number(value.Interval.High)})" : "not defined";
        string corrected = report is { Reported: double reported, Corrected: double rate } ? $"; it calls {Figure.Percent(reported)} right, which corrected for its errors is {Share(rate, report.CorrectedInterval())}" : "";
        string left = report.LeftOut == 0 ? "" : $"; {Figure.Count(report.LeftOut)} with scores other than 0 and 1 left out";
        return $"{arm} the labels '{DisplayText.OneLine(report.Labels)}' on {Figure.Count(agreement.Count, "answer", "answers")}: sensitivity {Share(agreement.Sensitivity, agreement.SensitivityInterval())}, "
            + $"specificity {Share(agreement.Specificity, agreement.SpecificityInterval())}, kappa {kappa}{corrected}{left}.";
    }

    private static string Share(double? share, Interval? interval) => share is { } value && interval is { } range
        ? $"{Figure.Percent(value)} ({Figure.Percent(range.Low)} to {Figure.Percent(range.High)})" : "not known";
}
