using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>Candidate minus baseline, in the unit of the scores: of a proportion a share, so that 0.05 is five points.</summary>
/// <param name="Value">The mean difference.</param>
/// <param name="Interval">Its interval at the confidence of the comparison; null when there is too little to say, as with one pair or cluster.</param>
public sealed record Effect(double Value, Interval? Interval)
{
    /// <summary>The lower limit.</summary>
    public double? Low => Interval?.Low;

    /// <summary>The upper limit.</summary>
    public double? High => Interval?.High;
}
