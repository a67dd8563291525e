namespace TrialKeep.Statistics.Functions;

/// <summary>
/// The noncentral chi-squared distribution: a sum of squares of normal variables whose means are not 0. Each tail has a relative error of
/// about 1e-12 down to 1e-290; the cost grows with the root of the noncentrality.
/// </summary>
/// <remarks>The Poisson mixture of central distributions (P. B. Patnaik, Biometrika 36, 1949).</remarks>
public static class NoncentralChiSquaredDistribution
{
    /// <summary>The probability of at most x.</summary>
    /// <param name="x">A value; below 0 gives 0, NaN gives NaN.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <param name="noncentrality">The sum of the squared means, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double LowerTail(double x, double degreesOfFreedom, double noncentrality)
    {
        Require(degreesOfFreedom, noncentrality);
        if (!(x > 0))
            return double.IsNaN(x) ? x : 0;
        if (double.IsPositiveInfinity(x))
            return 1;
        double a = degreesOfFreedom / 2, half = x / 2;
        return PoissonMixture.Falling(noncentrality / 2, j => IncompleteGamma.Lower(a + j, half), j => IncompleteGamma.Factor(a + j, half));
    }

    /// <summary>The probability of more than x, without the loss of a subtraction.</summary>
    /// <param name="x">A value; below 0 gives 1, NaN gives NaN.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <param name="noncentrality">The sum of the squared means, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double UpperTail(double x, double degreesOfFreedom, double noncentrality)
    {
        Require(degreesOfFreedom, noncentrality);
        if (!(x > 0))
            return double.IsNaN(x) ? x : 1;
        if (double.IsPositiveInfinity(x))
            return 0;
        double a = degreesOfFreedom / 2, half = x / 2;
        return PoissonMixture.Rising(noncentrality / 2, j => IncompleteGamma.Upper(a + j, half), j => IncompleteGamma.Factor(a + j, half));
    }

    private static void Require(double degreesOfFreedom, double noncentrality)
    {
        Argument.RequirePositiveFinite(degreesOfFreedom, nameof(degreesOfFreedom));
        Argument.RequireNonNegativeFinite(noncentrality, nameof(noncentrality));
    }
}
