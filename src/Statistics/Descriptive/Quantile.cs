namespace TrialKeep.Statistics.Descriptive;

/// <summary>Quantiles of a sample, by any of the nine usual definitions.</summary>
public static class Quantile
{
    private const double Fuzz = 4 * 2.220446049250313e-16;

    /// <summary>The quantile at a probability: 0 gives the smallest value and 1 the largest.</summary>
    /// <param name="values">At least one, in any order. Infinities are the smallest and largest values; between opposite ones lies
    /// NaN.</param>
    /// <param name="probability">Between 0 and 1.</param>
    /// <param name="type">The definition; R's type 7 if not said.</param>
    /// <remarks>
    /// A position within four units of rounding of a whole one is taken as whole, as R does, so that probabilities such as 0.1 hit the
    /// order statistic they mean.
    /// </remarks>
    /// <exception cref="ArgumentException">There is no value, or one is NaN; the probability lies outside 0 to 1; there is no such
    /// type.</exception>
    public static double Of(ReadOnlySpan<double> values, double probability, QuantileType type = QuantileType.Linear)
    {
        Argument.RequireSample(values, 1, nameof(values));
        Argument.RequireProbability(probability, nameof(probability));
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, probability, type);
    }

    /// <summary>The quantiles at several probabilities, for one sorting.</summary>
    /// <param name="values">At least one, in any order.</param>
    /// <param name="probabilities">Each between 0 and 1.</param>
    /// <param name="type">The definition; R's type 7 if not said.</param>
    /// <exception cref="ArgumentException">There is no value, or one is NaN; a probability lies outside 0 to 1; there is no such
    /// type.</exception>
    public static double[] Of(ReadOnlySpan<double> values, ReadOnlySpan<double> probabilities, QuantileType type = QuantileType.Linear)
    {
        Argument.RequireSample(values, 1, nameof(values));
        double[] sorted = values.ToArray(), quantiles = new double[probabilities.Length];
        Array.Sort(sorted);
        for (int i = 0; i < quantiles.Length; i++)
        {
            Argument.RequireProbability(probabilities[i], nameof(probabilities));
            quantiles[i] = OfSorted(sorted, probabilities[i], type);
        }
        return quantiles;
    }

    internal static double OfSorted(ReadOnlySpan<double> sorted, double probability, QuantileType type)
    {
        double n = sorted.Length;
        (double position, bool interpolated) = type switch
        {
            QuantileType.InverseDistribution or QuantileType.AveragedInverseDistribution => (n * probability, false),
            QuantileType.NearestEven => (n * probability - 0.5, false),
            QuantileType.LinearDistribution => (n * probability, true),
            QuantileType.Midpoint => (n * probability + 0.5, true),
            QuantileType.Weibull => ((n + 1) * probability, true),
            QuantileType.Linear => (1 + (n - 1) * probability, true),
            QuantileType.MedianUnbiased => ((n + 1.0 / 3) * probability + 1.0 / 3, true),
            QuantileType.NormalUnbiased => ((n + 0.25) * probability + 0.375, true),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There are the types 1 to 9."),
        };
        double tolerance = Fuzz * Math.Max(1, Math.Abs(position));
        double whole = Math.Floor(position + tolerance), share = position - whole;
        if (Math.Abs(share) <= tolerance)
            share = 0;
        if (!interpolated)
        {
            share = type switch
            {
                QuantileType.NearestEven => share > 0 || whole % 2 != 0 ? 1 : 0,
                QuantileType.AveragedInverseDistribution => share > 0 ? 1 : 0.5,
                _ => share > 0 ? 1 : 0,
            };
        }
        double below = sorted[(int)Math.Clamp(whole, 1, n) - 1], above = sorted[(int)Math.Clamp(whole + 1, 1, n) - 1];
        if (share == 0 || below == above)
            return below;
        return share == 1 ? above : (1 - share) * below + share * above;
    }
}
