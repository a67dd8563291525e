using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Clusters;

/// <summary>An estimate whose standard error allows for observations that depend on each other within clusters.</summary>
/// <param name="Estimate">The estimate, in the unit of the values.</param>
/// <param name="StandardError">Its cluster-robust standard error, in the same unit.</param>
/// <param name="Clusters">How many clusters there are, at least 2.</param>
public readonly record struct ClusterEstimate(double Estimate, double StandardError, int Clusters)
{
    /// <summary>The degrees of freedom of interval and test: clusters less 1.</summary>
    public int DegreesOfFreedom => Clusters - 1;

    /// <summary>The interval by Student's t with <see cref="DegreesOfFreedom"/>; without width when the standard error is 0.</summary>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence lies outside 0 to 1.</exception>
    public Interval Interval(double confidence = 0.95)
    {
        double reach = StudentDistribution.TwoSidedQuantile(confidence, DegreesOfFreedom) * StandardError;
        return new Interval(Estimate - reach, Estimate + reach);
    }

    /// <summary>(estimate - hypothesis) / standard error; infinite when the standard error is 0, but 0 when the estimate is the hypothesis.</summary>
    /// <param name="hypothesis">What the estimate is compared with.</param>
    public double TStatistic(double hypothesis = 0) => Estimate == hypothesis ? 0 : (Estimate - hypothesis) / StandardError;

    /// <summary>The p-value of the t test with <see cref="DegreesOfFreedom"/>.</summary>
    /// <param name="hypothesis">What the estimate is compared with.</param>
    /// <param name="alternative">Greater: the true value is above the hypothesis.</param>
    public double PValue(double hypothesis = 0, Alternative alternative = Alternative.TwoSided)
    {
        double t = TStatistic(hypothesis);
        return alternative switch
        {
            Alternative.Less => StudentDistribution.LowerTail(t, DegreesOfFreedom),
            Alternative.Greater => StudentDistribution.UpperTail(t, DegreesOfFreedom),
            _ => StudentDistribution.TwoSidedTail(t, DegreesOfFreedom),
        };
    }
}
