namespace TrialKeep.Statistics.Functions;

/// <summary>
/// The noncentral t distribution: what a t statistic follows when the effect is there. Each tail has a relative error of about 1e-12 down
/// to 1e-290.
/// </summary>
/// <remarks>
/// T = (Z + δ) / s with normal Z and ns² chi-squared (N. L. Johnson and B. L. Welch, Biometrika 31, 1940); P(T > t) is the mean of the
/// normal tail above ts - δ over s, by numerical integration.
/// </remarks>
public static class NoncentralStudentDistribution
{
    /// <summary>The probability of at most t.</summary>
    /// <param name="t">A value; NaN gives NaN.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole; infinitely many give the normal distribution about the
    /// noncentrality.</param>
    /// <param name="noncentrality">The mean of the numerator in standard deviations, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double LowerTail(double t, double degreesOfFreedom, double noncentrality) =>
        UpperTail(-t, degreesOfFreedom, -noncentrality);

    /// <summary>The probability of more than t, without the loss of a subtraction: the power, for a critical value.</summary>
    /// <param name="t">A value; NaN gives NaN.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole; infinitely many give the normal distribution about the
    /// noncentrality.</param>
    /// <param name="noncentrality">The mean of the numerator in standard deviations, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double UpperTail(double t, double degreesOfFreedom, double noncentrality)
    {
        Argument.RequireDegreesOfFreedom(degreesOfFreedom, nameof(degreesOfFreedom));
        Argument.RequireFinite(noncentrality, nameof(noncentrality));
        if (double.IsNaN(t))
            return t;
        if (double.IsInfinity(t))
            return t > 0 ? 0 : 1;
        if (noncentrality == 0)
            return StudentDistribution.UpperTail(t, degreesOfFreedom);
        if (degreesOfFreedom >= StudentDistribution.NormalFrom || t == 0)
            return NormalDistribution.UpperTail(t - noncentrality);
        return Math.Min(1, ScaleMixture.Mean(
            s => NormalDistribution.UpperTail(t * s - noncentrality),
            s => NormalDistribution.LogUpperTail(t * s - noncentrality), degreesOfFreedom));
    }
}
