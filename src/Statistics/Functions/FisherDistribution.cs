namespace TrialKeep.Statistics.Functions;

/// <summary>
/// The F distribution of R. A. Fisher and G. Snedecor: a ratio of two mean squares. Both tails have the accuracy of
/// <see cref="IncompleteBeta"/>.
/// </summary>
public static class FisherDistribution
{
    /// <summary>The probability of at most f: I(d₁f / (d₁f + d₂); d₁/2, d₂/2).</summary>
    /// <param name="f">A ratio; below 0 gives 0, NaN gives NaN.</param>
    /// <param name="numerator">The numerator's degrees of freedom, positive; need not be whole.</param>
    /// <param name="denominator">The denominator's degrees of freedom, positive; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">Degrees of freedom are not positive and finite.</exception>
    public static double LowerTail(double f, double numerator, double denominator)
    {
        Require(numerator, denominator);
        return double.IsNaN(f)
            ? f
            : IncompleteBeta.Lower(numerator / 2, denominator / 2, Share(f, numerator, denominator), Rest(f, numerator, denominator));
    }

    /// <summary>The probability of more than f, without the loss of a subtraction.</summary>
    /// <param name="f">A ratio; below 0 gives 1, NaN gives NaN.</param>
    /// <param name="numerator">The numerator's degrees of freedom, positive; need not be whole.</param>
    /// <param name="denominator">The denominator's degrees of freedom, positive; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">Degrees of freedom are not positive and finite.</exception>
    public static double UpperTail(double f, double numerator, double denominator)
    {
        Require(numerator, denominator);
        return double.IsNaN(f)
            ? f
            : IncompleteBeta.Lower(denominator / 2, numerator / 2, Rest(f, numerator, denominator), Share(f, numerator, denominator));
    }

    /// <summary>The ratio that is not exceeded with the given probability, to a relative error of about 1e-13.</summary>
    /// <param name="probability">Between 0 and 1, which give 0 and infinity.</param>
    /// <param name="numerator">The numerator's degrees of freedom, positive; need not be whole.</param>
    /// <param name="denominator">The denominator's degrees of freedom, positive; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">Degrees of freedom are not positive and finite, or the probability lies outside 0 to
    /// 1.</exception>
    public static double Quantile(double probability, double numerator, double denominator)
    {
        Require(numerator, denominator);
        Argument.RequireProbability(probability, nameof(probability));
        return denominator / numerator * Math.Exp(-BetaDistribution.UpperLogit(probability, denominator / 2, numerator / 2));
    }

    /// <summary>The ratio that is exceeded with the given probability.</summary>
    /// <param name="probability">Between 0 and 1, which give infinity and 0.</param>
    /// <param name="numerator">The numerator's degrees of freedom, positive; need not be whole.</param>
    /// <param name="denominator">The denominator's degrees of freedom, positive; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">Degrees of freedom are not positive and finite, or the probability lies outside 0 to
    /// 1.</exception>
    public static double UpperQuantile(double probability, double numerator, double denominator)
    {
        Require(numerator, denominator);
        Argument.RequireProbability(probability, nameof(probability));
        return denominator / numerator * Math.Exp(BetaDistribution.UpperLogit(probability, numerator / 2, denominator / 2));
    }

    /// <summary>d₁f / (d₁f + d₂).</summary>
    internal static double Share(double f, double numerator, double denominator) =>
        f > 0 ? 1 / (1 + denominator / numerator / f) : 0;

    /// <summary>d₂ / (d₁f + d₂).</summary>
    internal static double Rest(double f, double numerator, double denominator) =>
        f > 0 ? 1 / (1 + numerator / denominator * f) : 1;

    private static void Require(double numerator, double denominator)
    {
        Argument.RequirePositiveFinite(numerator, nameof(numerator));
        Argument.RequirePositiveFinite(denominator, nameof(denominator));
    }
}
