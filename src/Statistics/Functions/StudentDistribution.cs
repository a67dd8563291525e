namespace TrialKeep.Statistics.Functions;

/// <summary>
/// Student's t distribution, with the accuracy of <see cref="IncompleteBeta"/> in both tails. Infinitely many degrees of freedom give the
/// normal distribution.
/// </summary>
public static class StudentDistribution
{
    /// <summary>Where the tail differs from the normal one by t⁴/4n of itself: below 5e-13 wherever it is above 1e-300.</summary>
    internal const double NormalFrom = 1e18;

    /// <summary>The probability of at most t.</summary>
    /// <param name="t">A value; NaN gives NaN.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static double LowerTail(double t, double degreesOfFreedom) => UpperTail(-t, degreesOfFreedom);

    /// <summary>The probability of more than t, without the loss of a subtraction.</summary>
    /// <param name="t">A value; NaN gives NaN.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <remarks>For positive t and n degrees of freedom, half of I(n / (n + t²); n/2, 1/2).</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static double UpperTail(double t, double degreesOfFreedom)
    {
        Argument.RequireDegreesOfFreedom(degreesOfFreedom, nameof(degreesOfFreedom));
        if (double.IsNaN(t))
            return t;
        if (degreesOfFreedom >= NormalFrom)
            return NormalDistribution.UpperTail(t);
        double half = OutsideHalf(Math.Abs(t), degreesOfFreedom);
        return t > 0 ? half : 1 - half;
    }

    /// <summary>The probability of a value at least as far from 0 as t: the two-sided p-value of a t statistic.</summary>
    /// <param name="t">A value; NaN gives NaN.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive.</exception>
    public static double TwoSidedTail(double t, double degreesOfFreedom) => 2 * UpperTail(Math.Abs(t), degreesOfFreedom);

    /// <summary>The value that is not exceeded with the given probability, to a relative error of about 1e-13.</summary>
    /// <param name="probability">Between 0 and 1, which give the infinities.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive, or the probability lies outside 0 to
    /// 1.</exception>
    public static double Quantile(double probability, double degreesOfFreedom) => -UpperQuantile(probability, degreesOfFreedom);

    /// <summary>The value that is exceeded with the given probability (2.57 for 0.025 and five degrees of freedom).</summary>
    /// <param name="probability">Between 0 and 1, which give the infinities.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <remarks>t² / (n + t²) is a Beta(1/2, n/2) variable.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive, or the probability lies outside 0 to
    /// 1.</exception>
    public static double UpperQuantile(double probability, double degreesOfFreedom)
    {
        Argument.RequireDegreesOfFreedom(degreesOfFreedom, nameof(degreesOfFreedom));
        Argument.RequireProbability(probability, nameof(probability));
        if (degreesOfFreedom >= NormalFrom)
            return -NormalDistribution.Quantile(probability);
        if (probability == 0.5)
            return 0;
        double outside = 2 * Math.Min(probability, 1 - probability);
        double size = Math.Sqrt(degreesOfFreedom) * Math.Exp(BetaDistribution.UpperLogit(outside, 0.5, degreesOfFreedom / 2) / 2);
        return probability < 0.5 ? size : -size;
    }

    /// <summary>The value t for which a variable lies within ±t with the given probability.</summary>
    /// <param name="confidence">Between 0 and 1, both excluded.</param>
    /// <param name="degreesOfFreedom">Positive; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">The degrees of freedom are not positive, or the confidence lies outside 0 to
    /// 1.</exception>
    public static double TwoSidedQuantile(double confidence, double degreesOfFreedom)
    {
        Argument.RequireConfidence(confidence);
        return UpperQuantile((1 - confidence) / 2, degreesOfFreedom);
    }

    private static double OutsideHalf(double t, double degreesOfFreedom)
    {
        double ratio = t / Math.Sqrt(degreesOfFreedom);
        if (ratio > 1e150)
            return FarTail(ratio, degreesOfFreedom);
        double square = ratio * ratio;
        return 0.5 * IncompleteBeta.Lower(degreesOfFreedom / 2, 0.5, 1 / (1 + square), square == 0 ? 0 : 1 / (1 + 1 / square));
    }

    /// <summary>The first term of the tail where the square of t overflows: half of x^a / (a B(a, 1/2)) with x = ratio^-2, a =
    /// n/2.</summary>
    private static double FarTail(double ratio, double degreesOfFreedom)
    {
        double a = degreesOfFreedom / 2;
        double logarithm = GammaFunction.Log(a + 0.5) - GammaFunction.Log(a) - 0.5 * Math.Log(Math.PI) - degreesOfFreedom * Math.Log(ratio);
        return Math.Exp(logarithm) / degreesOfFreedom;
    }
}
