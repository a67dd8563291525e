using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Ranks;

/// <summary>The p-value of a statistic that is approximately normal.</summary>
internal static class NormalTail
{
    /// <param name="deviation">The statistic minus its expectation.</param>
    /// <param name="deviance">Its standard deviation; 0 where it can't vary, which gives 1.</param>
    /// <param name="correction">What the deviation is moved towards 0 by, because the statistic is discrete.</param>
    /// <param name="alternative">Which tail.</param>
    public static double PValue(double deviation, double deviance, double correction, Alternative alternative)
    {
        if (deviance == 0)
            return 1;
        return alternative switch
        {
            Alternative.Less => NormalDistribution.Cdf((deviation + correction) / deviance),
            Alternative.Greater => NormalDistribution.UpperTail((deviation - correction) / deviance),
            _ => Math.Min(1, 2 * NormalDistribution.UpperTail((Math.Abs(deviation) - correction) / deviance)),
        };
    }
}
