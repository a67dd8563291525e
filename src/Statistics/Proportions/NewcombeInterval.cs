namespace TrialKeep.Statistics.Proportions;

/// <summary>
/// The interval for the difference of two independent proportions from Wilson's intervals of each (R. G. Newcombe, Statistics in Medicine
/// 17, 1998, method 10).
/// </summary>
public static class NewcombeInterval
{
    /// <summary>The difference of the first proportion to the second, p₁ - p₂, with its interval.</summary>
    /// <param name="firstSuccesses">How many of the first succeeded.</param>
    /// <param name="firstTotal">How many there are in the first, at least 1.</param>
    /// <param name="secondSuccesses">How many of the second succeeded.</param>
    /// <param name="secondTotal">How many there are in the second, at least 1.</param>
    /// <param name="confidence">The two-sided confidence, between 0 and 1.</param>
    /// <returns>
    /// p₁ - p₂ - √((p₁ - l₁)² + (u₂ - p₂)²) to p₁ - p₂ + √((u₁ - p₁)² + (p₂ - l₂)²) for Wilson's limits l and u; always between -1 and 1,
    /// and never of zero width.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is nothing to estimate from, the counts contradict each other, or the confidence
    /// lies outside 0 to 1.</exception>
    public static Estimate Of(long firstSuccesses, long firstTotal, long secondSuccesses, long secondTotal, double confidence = 0.95)
    {
        Argument.RequireProportion(firstSuccesses, firstTotal, nameof(firstSuccesses), nameof(firstTotal));
        Argument.RequireProportion(secondSuccesses, secondTotal, nameof(secondSuccesses), nameof(secondTotal));
        Interval first = WilsonInterval.Of(firstSuccesses, firstTotal, confidence);
        Interval second = WilsonInterval.Of(secondSuccesses, secondTotal, confidence);
        double p1 = (double)firstSuccesses / firstTotal, p2 = (double)secondSuccesses / secondTotal, difference = p1 - p2;
        return new Estimate(difference, new Interval(
            Math.Max(-1, difference - Hypotenuse(p1 - first.Low, second.High - p2)),
            Math.Min(1, difference + Hypotenuse(first.High - p1, p2 - second.Low))));
    }

    private static double Hypotenuse(double first, double second) => Math.Sqrt(first * first + second * second);
}
