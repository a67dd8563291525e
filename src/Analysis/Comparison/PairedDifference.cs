using TrialKeep.Statistics;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Analysis.Comparison;

/// <summary>
/// How much more often the candidate is right than the baseline, on the units scored in both; a share, so 0.05 is five points.
/// </summary>
/// <param name="Estimate">The accuracy of the candidate minus that of the baseline, -1 to 1.</param>
/// <param name="Low">The lower limit of its 95% interval (T. Tango, 1998).</param>
/// <param name="High">The upper limit of its 95% interval.</param>
public readonly record struct PairedDifference(double Estimate, double Low, double High)
{
    /// <summary>The difference that the discordant pairs show.</summary>
    /// <returns>Null when no unit is scored in both.</returns>
    internal static PairedDifference? Of(PairedCounts counts)
    {
        if (counts.N == 0)
            return null;
        Interval interval = PairedDifferenceInterval.Of(counts.N, counts.BaselineOnly, counts.CandidateOnly);
        return new PairedDifference((double)(counts.CandidateOnly - counts.BaselineOnly) / counts.N, interval.Low, interval.High);
    }
}
