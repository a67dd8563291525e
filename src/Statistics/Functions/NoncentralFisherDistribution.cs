namespace TrialKeep.Statistics.Functions;

/// <summary>
/// The noncentral F distribution: what an F statistic follows when the effect is there. Each tail has a relative error of about 1e-12 down
/// to 1e-290; the cost grows with the root of the noncentrality.
/// </summary>
/// <remarks>The Poisson mixture of beta distributions (P. C. Tang, Statistical Research Memoirs 2, 1938).</remarks>
public static class NoncentralFisherDistribution
{
    /// <summary>The probability of at most f.</summary>
    /// <param name="f">A ratio; below 0 gives 0, NaN gives NaN.</param>
    /// <param name="numerator">The numerator's degrees of freedom, positive; need not be whole.</param>
    /// <param name="denominator">The denominator's degrees of freedom, positive; need not be whole.</param>
    /// <param name="noncentrality">The sum of the squared means of the numerator, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double LowerTail(double f, double numerator, double denominator, double noncentrality)
    {
        Require(numerator, denominator, noncentrality);
        if (!(f > 0))
            return double.IsNaN(f) ? f : 0;
        if (double.IsPositiveInfinity(f))
            return 1;
        double a = numerator / 2, b = denominator / 2;
        double x = FisherDistribution.Share(f, numerator, denominator), y = FisherDistribution.Rest(f, numerator, denominator);
        return PoissonMixture.Falling(noncentrality / 2,
            j => IncompleteBeta.Lower(a + j, b, x, y), j => IncompleteBeta.Factor(a + j, b, x, y) / (a + j));
    }

    /// <summary>The probability of more than f, without the loss of a subtraction: the power, for a critical value.</summary>
    /// <param name="f">A ratio; below 0 gives 1, NaN gives NaN.</param>
    /// <param name="numerator">The numerator's degrees of freedom, positive; need not be whole.</param>
    /// <param name="denominator">The denominator's degrees of freedom, positive; need not be whole.</param>
    /// <param name="noncentrality">The sum of the squared means of the numerator, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter lies outside its range.</exception>
    public static double UpperTail(double f, double numerator, double denominator, double noncentrality)
    {
        Require(numerator, denominator, noncentrality);
        if (!(f > 0))
            return double.IsNaN(f) ? f : 1;
        if (double.IsPositiveInfinity(f))
            return 0;
        double a = numerator / 2, b = denominator / 2;
        double x = FisherDistribution.Share(f, numerator, denominator), y = FisherDistribution.Rest(f, numerator, denominator);
        return PoissonMixture.Rising(noncentrality / 2,
            j => IncompleteBeta.Lower(b, a + j, y, x), j => IncompleteBeta.Factor(a + j, b, x, y) / (a + j));
    }

    private static void Require(double numerator, double denominator, double noncentrality)
    {
        Argument.RequirePositiveFinite(numerator, nameof(numerator));
        Argument.RequirePositiveFinite(denominator, nameof(denominator));
        Argument.RequireNonNegativeFinite(noncentrality, nameof(noncentrality));
    }
}
