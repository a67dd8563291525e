using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Reports;

/// <summary>Where a report gets what stands behind the scores, one unit at a time, so that its memory does not grow with the number of items.</summary>
public interface IReportContent
{
    /// <summary>What a unit was asked, in parts; empty when it is not known.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="unit">The index of the unit in the arm's table.</param>
    IReadOnlyList<ReportText> PromptOf(Arm arm, int unit);

    /// <summary>What came of it; null when nothing is known.</summary>
    /// <param name="arm">The arm.</param>
    /// <param name="unit">The index of the unit in the arm's table.</param>
    ReportAnswer? AnswerOf(Arm arm, int unit);
}
