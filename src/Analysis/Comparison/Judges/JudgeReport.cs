using TrialKeep.Statistics;
using TrialKeep.Statistics.Agreement;

namespace TrialKeep.Analysis.Comparison.Judges;

/// <summary>How the scores of an arm agree with labels of the same answers.</summary>
/// <param name="Arm">The arm's name; null over all arms together.</param>
/// <param name="Labels">The evaluation whose scores are taken for true.</param>
/// <param name="Agreement">The counts; sensitivity, specificity and kappa with their intervals.</param>
/// <param name="Reported">The share that the judge calls right over all it scored, 0 to 1; null when it scored nothing.</param>
/// <param name="Corrected">The true rate behind it (Rogan and Gladen); null when the judge tells nothing.</param>
/// <param name="LeftOut">Answers with a score that is neither 0 nor 1 on either side, which agreement can't be told of.</param>
public sealed record JudgeReport(string? Arm, string Labels, JudgeAgreement Agreement, double? Reported, double? Corrected, int LeftOut)
{
    /// <summary>How many answers <see cref="Reported"/> is the share of.</summary>
    public int Judged { get; init; }

    /// <summary>The interval of <see cref="Corrected"/>; null when there is none.</summary>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    public Interval? CorrectedInterval(double confidence = 0.95) =>
        Reported is { } share ? Agreement.CorrectedInterval((int)Math.Round(share * Judged), Judged, confidence) : null;
}
