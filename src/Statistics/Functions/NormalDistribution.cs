namespace TrialKeep.Statistics.Functions;

/// <summary>The standard normal distribution, with full relative accuracy in both tails.</summary>
public static class NormalDistribution
{
    private const double SeriesUpTo = 2;
    private const double RootTwoPi = 2.50662827463100050242;

    /// <summary>Φ(x): the probability that a standard normal variable is at most x.</summary>
    /// <param name="x">A value in standard deviations; infinities give 0 and 1, NaN gives NaN.</param>
    /// <remarks>
    /// The series of M. Abramowitz and I. Stegun (1964), 26.2.11, within two deviations, and the continued fraction 26.2.14 beyond.
    /// </remarks>
    public static double Cdf(double x) => UpperTail(-x);

    /// <summary>1 - Φ(x), without the loss of the subtraction.</summary>
    /// <param name="x">A value in standard deviations; infinities give 1 and 0, NaN gives NaN.</param>
    public static double UpperTail(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x > SeriesUpTo)
            return FarTail(x);
        return x < -SeriesUpTo ? 1 - FarTail(-x) : 0.5 - Centre(x);
    }

    /// <summary>
    /// The value that a standard normal variable does not exceed with the given probability, to a relative error of about 1e-14.
    /// </summary>
    /// <param name="probability">Between 0 and 1, which give the infinities.</param>
    /// <remarks>
    /// Starts from C. Hastings' approximation (M. Abramowitz and I. Stegun, 1964, 26.2.23; its error is below 4.5e-4) and applies Halley's
    /// method, which triples the digits with each step.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The probability lies outside 0 to 1.</exception>
    public static double Quantile(double probability)
    {
        Argument.RequireProbability(probability, nameof(probability));
        if (probability > 0.5)
            return -LowerQuantile(1 - probability);
        return probability == 0.5 ? 0 : LowerQuantile(probability);
    }

    /// <summary>The value z for which a standard normal variable lies within ±z with the given probability (1.96 for 0.95).</summary>
    /// <param name="confidence">Between 0 and 1, both excluded.</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence lies outside 0 to 1.</exception>
    public static double TwoSidedQuantile(double confidence)
    {
        Argument.RequireConfidence(confidence);
        return -LowerQuantile((1 - confidence) / 2);
    }

    private static double LowerQuantile(double probability)
    {
        if (probability == 0)
            return double.NegativeInfinity;
        double t = Math.Sqrt(-2 * Math.Log(probability));
        double x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
        for (int step = 0; step < 3; step++)
        {
            double newton = (Cdf(x) - probability) / Density(x);
            x -= newton / (1 + x * newton / 2);
        }
        return x;
    }

    /// <summary>ln(1 - Φ(x)), also where the tail itself underflows.</summary>
    internal static double LogUpperTail(double x) =>
        x > SeriesUpTo ? -x * x / 2 - Math.Log(RootTwoPi * FarFraction(x)) : Math.Log(UpperTail(x));

    internal static double Density(double x) => Math.Exp(-x * x / 2) / RootTwoPi;

    /// <summary>Φ(x) - 1/2.</summary>
    private static double Centre(double x)
    {
        double term = x, sum = x;
        for (int odd = 3; ; odd += 2)
        {
            term *= x * x / odd;
            double next = sum + term;
            if (next == sum)
                return Density(x) * sum;
            sum = next;
        }
    }

    private static double FarTail(double x) => Density(x) / FarFraction(x);

    /// <summary>φ(x) / (1 - Φ(x)).</summary>
    private static double FarFraction(double x)
    {
        int depth = (int)(16 + 416 / (x * x)); // the error falls as exp(-2x √(2 depth))
        double fraction = x;
        for (int k = depth; k > 0; k--)
            fraction = x + k / fraction;
        return fraction;
    }
}
