namespace TrialKeep.Statistics.Functions;

/// <summary>The chi-squared distribution, with the accuracy of <see cref="IncompleteGamma"/> in both tails.</summary>
public static class ChiSquaredDistribution
{
    private const double Far = -600;

    /// <summary>The probability of at most x.</summary>
    /// <param name="x">A value; below 0 gives 0, NaN gives NaN.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive and finite.</exception>
    public static double LowerTail(double x, double degreesOfFreedom)
    {
        Argument.RequirePositiveFinite(degreesOfFreedom, nameof(degreesOfFreedom));
        return double.IsNaN(x) ? x : IncompleteGamma.Lower(degreesOfFreedom / 2, Math.Max(0, x / 2));
    }

    /// <summary>The probability of more than x, without the loss of a subtraction.</summary>
    /// <param name="x">A value; below 0 gives 1, NaN gives NaN.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive and finite.</exception>
    public static double UpperTail(double x, double degreesOfFreedom)
    {
        Argument.RequirePositiveFinite(degreesOfFreedom, nameof(degreesOfFreedom));
        return double.IsNaN(x) ? x : IncompleteGamma.Upper(degreesOfFreedom / 2, Math.Max(0, x / 2));
    }

    /// <summary>The value that is not exceeded with the given probability, to a relative error of about 1e-13.</summary>
    /// <param name="probability">Between 0 and 1, which give 0 and infinity.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <remarks>The smaller tail's logarithm is solved for the logarithm of x.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive and finite, or the probability lies outside 0
    /// to 1.</exception>
    public static double Quantile(double probability, double degreesOfFreedom)
    {
        Argument.RequirePositiveFinite(degreesOfFreedom, nameof(degreesOfFreedom));
        Argument.RequireProbability(probability, nameof(probability));
        return probability > 0.5 ? FromUpper(1 - probability, degreesOfFreedom) : FromLower(probability, degreesOfFreedom);
    }

    /// <summary>The value that is exceeded with the given probability (3.84 for 0.05 and one degree of freedom).</summary>
    /// <param name="probability">Between 0 and 1, which give infinity and 0.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive and finite, or the probability lies outside 0
    /// to 1.</exception>
    public static double UpperQuantile(double probability, double degreesOfFreedom)
    {
        Argument.RequirePositiveFinite(degreesOfFreedom, nameof(degreesOfFreedom));
        Argument.RequireProbability(probability, nameof(probability));
        return probability > 0.5 ? FromLower(1 - probability, degreesOfFreedom) : FromUpper(probability, degreesOfFreedom);
    }

    private static double FromLower(double probability, double degreesOfFreedom)
    {
        if (probability == 0)
            return 0;
        // Far below the range of a double's reciprocal the tail is its first term, (x/2)^a / Γ(a + 1).
        double a = degreesOfFreedom / 2, far = (Math.Log(probability) + GammaFunction.Log(a + 1)) / a;
        if (far < Far)
            return 2 * Math.Exp(far);
        return Math.Exp(RootSearch.Falling(
            logarithm => Math.Log(probability / LowerTail(Math.Exp(logarithm), degreesOfFreedom)), Math.Log(degreesOfFreedom), 0.5));
    }

    private static double FromUpper(double probability, double degreesOfFreedom)
    {
        if (probability == 0)
            return double.PositiveInfinity;
        return Math.Exp(RootSearch.Falling(
            logarithm => Math.Log(UpperTail(Math.Exp(logarithm), degreesOfFreedom) / probability), Math.Log(degreesOfFreedom), 0.5));
    }
}
