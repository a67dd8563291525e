using TrialKeep.Statistics.Ranks;

namespace TrialKeep.Statistics.Correlation;

/// <summary>The rank correlation ρ (C. Spearman, 1904): Pearson's coefficient of the mid-ranks, so how monotone the relation is.</summary>
public static class SpearmanCorrelation
{
    private const int EnumeratedUpTo = 9; // 362,880 orders

    /// <summary>
    /// The coefficient and its test: over all orders of the one side, ties included, for up to nine pairs; beyond by Student's t on n - 2
    /// degrees of freedom (M. G. Kendall, Rank Correlation Methods, 1948). The interval is Fisher's with the variance (1 + ρ²/2) / (n - 3)
    /// (D. G. Bonett, T. A. Wright, 2000).
    /// </summary>
    /// <param name="x">The one side, at least two finite values.</param>
    /// <param name="y">The other, as many.</param>
    /// <param name="confidence">The two-sided confidence of the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The sides differ in number, have fewer than two values, or one that is not finite.</exception>
    public static CorrelationResult Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Pairs.Require(x, y);
        double[] left = MidRanks.Of(x), right = MidRanks.Of(y);
        double rho = PearsonCorrelation.Coefficient(left, right);
        double p = left.Length > EnumeratedUpTo || double.IsNaN(rho) ? PearsonCorrelation.TwoSidedP(rho, left.Length) : ExactP(left, right);
        return new CorrelationResult(rho, p, IntervalOf(rho, left.Length, confidence));
    }

    private static Interval IntervalOf(double rho, int n, double confidence)
    {
        if (double.IsNaN(rho) || n < 4)
            return new Interval(double.NaN, double.NaN);
        if (Math.Abs(rho) == 1)
            return new Interval(rho, rho);
        double centre = Math.Atanh(rho), reach = Functions.NormalDistribution.TwoSidedQuantile(confidence) * Math.Sqrt((1 + rho * rho / 2) / (n - 3.0));
        return new Interval(Math.Tanh(centre - reach), Math.Tanh(centre + reach));
    }

    /// <summary>The share of orders whose Σ x y is at least as far from its mean; twice the ranks are whole numbers, so nothing is rounded.</summary>
    private static double ExactP(double[] left, double[] right)
    {
        long[] x = [.. left.Select(static rank => (long)(2 * rank))], y = [.. right.Select(static rank => (long)(2 * rank))];
        // n Σ xy - Σx Σy is n² times the covariance.
        long n = x.Length, centre = x.Sum() * y.Sum(), seen = Math.Abs(n * Product(x, y) - centre);
        long far = 0, all = 0;
        Permute(y, 0, order =>
        {
            all++;
            far += Math.Abs(n * Product(x, order) - centre) >= seen ? 1 : 0;
        });
        return (double)far / all;
    }

    private static long Product(long[] x, long[] y)
    {
        long sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * y[i];
        return sum;
    }

    private static void Permute(long[] values, int from, Action<long[]> visit)
    {
        if (from == values.Length - 1)
        {
            visit(values);
            return;
        }
        for (int i = from; i < values.Length; i++)
        {
            (values[from], values[i]) = (values[i], values[from]);
            Permute(values, from + 1, visit);
            (values[from], values[i]) = (values[i], values[from]);
        }
    }
}
