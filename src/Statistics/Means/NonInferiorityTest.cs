using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Means;

/// <summary>Whether a mean, or a difference of means, is not beyond a margin.</summary>
public static class NonInferiorityTest
{
    /// <summary>
    /// The one-sided test against the hypothesis that the difference is at or below the margin: a small p-value says that the first is not
    /// worse by the margin, where larger is better and the margin is negative.
    /// </summary>
    /// <param name="difference">The result of any test of <see cref="TTest"/>, whatever its hypothesis.</param>
    /// <param name="margin">In the unit of the values, finite.</param>
    /// <remarks>
    /// t = (estimate - margin) / standard error. The p-value is at most α exactly when the interval of confidence 1 - 2α lies above the
    /// margin. A difference without any variation is refused: two equal pairs would else prove whatever is asked.
    /// </remarks>
    /// <exception cref="ArgumentException">The margin is not finite, or the difference has no standard error.</exception>
    public static TestResult Above(TTestResult difference, double margin)
    {
        Argument.RequireFinite(margin, nameof(margin));
        double statistic = Statistic(difference, margin);
        return new TestResult(
            statistic, difference.DegreesOfFreedom, StudentDistribution.UpperTail(statistic, difference.DegreesOfFreedom));
    }

    /// <summary>The same against the hypothesis that the difference is at or above the margin, where smaller is better.</summary>
    /// <param name="difference">The result of any test of <see cref="TTest"/>, whatever its hypothesis.</param>
    /// <param name="margin">In the unit of the values, finite.</param>
    /// <exception cref="ArgumentException">The margin is not finite, or the difference has no standard error.</exception>
    public static TestResult Below(TTestResult difference, double margin)
    {
        Argument.RequireFinite(margin, nameof(margin));
        double statistic = Statistic(difference, margin);
        return new TestResult(
            statistic, difference.DegreesOfFreedom, StudentDistribution.LowerTail(statistic, difference.DegreesOfFreedom));
    }

    private static double Statistic(TTestResult difference, double margin)
    {
        if (!(difference.StandardError > 0))
        {
            throw new ArgumentException(
                "The difference has no standard error: its values do not vary. Compare it with the margin as it is.", nameof(difference));
        }
        return (difference.Estimate - margin) / difference.StandardError;
    }
}
