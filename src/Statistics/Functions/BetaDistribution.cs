namespace TrialKeep.Statistics.Functions;

/// <summary>The beta distribution, with the accuracy of <see cref="IncompleteBeta"/> in both tails.</summary>
public static class BetaDistribution
{
    private const double Far = -600;

    /// <summary>The probability of at most x: I(x; a, b).</summary>
    /// <param name="x">A value; below 0 gives 0, above 1 gives 1, NaN gives NaN.</param>
    /// <param name="a">The first shape, positive.</param>
    /// <param name="b">The second shape, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A shape is not positive and finite.</exception>
    public static double LowerTail(double x, double a, double b)
    {
        Require(a, b);
        return double.IsNaN(x) ? x : IncompleteBeta.Lower(a, b, Math.Clamp(x, 0, 1));
    }

    /// <summary>The probability of more than x, without the loss of a subtraction.</summary>
    /// <param name="x">A value; below 0 gives 1, above 1 gives 0, NaN gives NaN.</param>
    /// <param name="a">The first shape, positive.</param>
    /// <param name="b">The second shape, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A shape is not positive and finite.</exception>
    public static double UpperTail(double x, double a, double b)
    {
        Require(a, b);
        return double.IsNaN(x) ? x : IncompleteBeta.Upper(a, b, Math.Clamp(x, 0, 1));
    }

    /// <summary>The value that is not exceeded with the given probability, to a relative error of about 1e-13.</summary>
    /// <param name="probability">Between 0 and 1, which give 0 and 1.</param>
    /// <param name="a">The first shape, positive.</param>
    /// <param name="b">The second shape, positive.</param>
    /// <remarks>The smaller tail's logarithm is solved for the logit of x.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">A shape is not positive and finite, or the probability lies outside 0 to
    /// 1.</exception>
    public static double Quantile(double probability, double a, double b)
    {
        Require(a, b);
        Argument.RequireProbability(probability, nameof(probability));
        return Share(probability > 0.5 ? -LowerLogit(1 - probability, b, a) : LowerLogit(probability, a, b));
    }

    /// <summary>The value that is exceeded with the given probability.</summary>
    /// <param name="probability">Between 0 and 1, which give 1 and 0.</param>
    /// <param name="a">The first shape, positive.</param>
    /// <param name="b">The second shape, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A shape is not positive and finite, or the probability lies outside 0 to
    /// 1.</exception>
    public static double UpperQuantile(double probability, double a, double b)
    {
        Require(a, b);
        Argument.RequireProbability(probability, nameof(probability));
        return Share(UpperLogit(probability, a, b));
    }

    /// <summary>ln(x / (1 - x)) of the value that is exceeded with the given probability; unchecked.</summary>
    internal static double UpperLogit(double probability, double a, double b) =>
        probability > 0.5 ? LowerLogit(1 - probability, a, b) : -LowerLogit(probability, b, a);

    private static double LowerLogit(double probability, double a, double b)
    {
        if (probability == 0)
            return double.NegativeInfinity;
        // Far below the range of a double's reciprocal the tail is its first term, x^a / (a B(a, b)).
        double far = (Math.Log(probability) + GammaFunction.Log(a + 1) + GammaFunction.Log(b) - GammaFunction.Log(a + b)) / a;
        if (far < Far)
            return far;
        return RootSearch.Falling(
            logit => Math.Log(probability / IncompleteBeta.Lower(a, b, Share(logit), Share(-logit))), Math.Log(a / b), 0.5);
    }

    private static double Share(double logit) => 1 / (1 + Math.Exp(-logit));

    private static void Require(double a, double b)
    {
        Argument.RequirePositiveFinite(a, nameof(a));
        Argument.RequirePositiveFinite(b, nameof(b));
    }
}
