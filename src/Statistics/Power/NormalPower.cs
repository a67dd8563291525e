using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Power;

/// <summary>The power of a test whose statistic is normal.</summary>
internal static class NormalPower
{
    /// <summary>
    /// The probability that a normal estimate with this mean and error lies beyond ± the quantile times the error that the test assumes;
    /// both directions count in a two-sided test.
    /// </summary>
    /// <param name="effect">The mean of the estimate less what the null hypothesis says.</param>
    /// <param name="nullError">Its standard error under the null hypothesis.</param>
    /// <param name="error">Its standard error; where it is 0 the power is 0 or 1.</param>
    /// <param name="level">Of the test.</param>
    /// <param name="alternative">What is held against the null hypothesis.</param>
    public static double Of(double effect, double nullError, double error, double level, Alternative alternative)
    {
        double reach = -NormalDistribution.Quantile(alternative == Alternative.TwoSided ? level / 2 : level) * nullError;
        double Above(double by) => error > 0 ? NormalDistribution.UpperTail((reach - by) / error) : by > reach ? 1 : 0;

        return alternative switch
        {
            Alternative.Less => Above(-effect),
            Alternative.Greater => Above(effect),
            _ => Math.Min(1, Above(effect) + Above(-effect)),
        };
    }
}
