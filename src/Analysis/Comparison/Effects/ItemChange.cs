namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>One pair whose scores differ.</summary>
/// <param name="Unit">The item and sample.</param>
/// <param name="Baseline">The baseline's score.</param>
/// <param name="Candidate">The candidate's score, the worst where a gap counts against it.</param>
/// <param name="IsImputed">The candidate has no score and was given the worst.</param>
public sealed record ItemChange(ScoreUnit Unit, double Baseline, double Candidate, bool IsImputed)
{
    /// <summary>Candidate minus baseline.</summary>
    public double Difference => Candidate - Baseline;
}
