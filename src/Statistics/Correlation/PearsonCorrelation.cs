using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Correlation;

/// <summary>The product-moment correlation (K. Pearson, 1895): how close pairs lie to a straight line.</summary>
public static class PearsonCorrelation
{
    /// <summary>
    /// The coefficient, the exact test for bivariate normal data by t = r √((n - 2) / (1 - r²)) on n - 2 degrees of freedom, and the
    /// interval by atanh r ± z / √(n - 3) (R. A. Fisher, 1921).
    /// </summary>
    /// <param name="x">The one side, at least two finite values.</param>
    /// <param name="y">The other, as many.</param>
    /// <param name="confidence">The two-sided confidence of the interval, between 0 and 1.</param>
    /// <returns>The p-value is NaN with two pairs, the interval's limits with three or fewer.</returns>
    /// <exception cref="ArgumentException">The sides differ in number, have fewer than two values, or one that is not finite.</exception>
    public static CorrelationResult Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Pairs.Require(x, y);
        double r = Coefficient(x, y);
        return new CorrelationResult(r, TwoSidedP(r, x.Length), IntervalOf(r, x.Length, confidence));
    }

    /// <summary>The coefficient by itself; NaN when one side does not vary.</summary>
    internal static double Coefficient(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double[] left = Standardised(x), right = Standardised(y);
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum = Math.FusedMultiplyAdd(left[i], right[i], sum);
        return Math.Clamp(sum, -1, 1);
    }

    /// <summary>The two-sided p-value of Student's t for a correlation of n pairs.</summary>
    internal static double TwoSidedP(double r, int n)
    {
        if (double.IsNaN(r) || n < 3)
            return double.NaN;
        // P(|R| > |r|) is I(1 - r²; (n - 2)/2, 1/2), which keeps its digits where t would overflow.
        return IncompleteBeta.Lower((n - 2) / 2.0, 0.5, (1 - Math.Abs(r)) * (1 + Math.Abs(r)));
    }

    private static Interval IntervalOf(double r, int n, double confidence)
    {
        if (double.IsNaN(r) || n < 4)
            return new Interval(double.NaN, double.NaN);
        if (Math.Abs(r) == 1)
            return new Interval(r, r);
        double centre = Math.Atanh(r), reach = NormalDistribution.TwoSidedQuantile(confidence) / Math.Sqrt(n - 3.0);
        return new Interval(Math.Tanh(centre - reach), Math.Tanh(centre + reach));
    }

    /// <summary>Deviations from the mean, scaled so that their squares add up to 1; NaN when there are none.</summary>
    private static double[] Standardised(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
            largest = Math.Max(largest, Math.Abs(value));
        var scaled = new double[values.Length];
        double mean = 0;
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = largest == 0 ? 0 : values[i] / largest; // so that no square overflows
            mean += (scaled[i] - mean) / (i + 1);
        }
        double correction = 0, squares = 0;
        foreach (double value in scaled)
            correction += value - mean;
        mean += correction / scaled.Length;
        bool varies = false;
        for (int i = 0; i < scaled.Length; i++)
        {
            varies |= values[i] != values[0];
            scaled[i] -= mean;
            squares += scaled[i] * scaled[i];
        }
        double length = varies ? Math.Sqrt(squares) : double.NaN;
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] /= length;
        return scaled;
    }
}
