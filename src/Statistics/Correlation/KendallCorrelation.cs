using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Correlation;

/// <summary>The rank correlation τ-b (M. G. Kendall, 1938, 1945): concordant less discordant pairs of pairs, corrected for ties.</summary>
public static class KendallCorrelation
{
    private const int ExactUpTo = 100;

    /// <summary>
    /// The coefficient (W. R. Knight, 1966, n log n) and its test: exact without ties for up to a hundred pairs, else by the normal
    /// distribution with the variance for ties (M. G. Kendall, Rank Correlation Methods, 4th ed. 1970), without continuity correction. The interval is Fisher's
    /// with the variance 0.437 / (n - 4) (E. C. Fieller, H. O. Hartley, E. S. Pearson, 1957).
    /// </summary>
    /// <param name="x">The one side, at least two finite values.</param>
    /// <param name="y">The other, as many.</param>
    /// <param name="confidence">The two-sided confidence of the interval, between 0 and 1.</param>
    /// <returns>The interval's limits are NaN with four or fewer pairs.</returns>
    /// <exception cref="ArgumentException">The sides differ in number, have fewer than two values, or one that is not finite.</exception>
    public static CorrelationResult Of(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Pairs.Require(x, y);
        int n = x.Length;
        double[] left = x.ToArray(), right = y.ToArray();
        Array.Sort(left, right);
        SortWithin(left, right);
        TieSums xTies = TieSums.OfSorted(left);
        double both = PairsTiedInBoth(left, right);
        double discordant = Inversions(right); // sorts right
        TieSums yTies = TieSums.OfSorted(right);
        double all = n * (n - 1.0) / 2;
        double score = all - xTies.Pairs - yTies.Pairs + both - 2 * discordant;
        double tau = xTies.Pairs == all || yTies.Pairs == all ? double.NaN : Math.Clamp(score / Math.Sqrt((all - xTies.Pairs) * (all - yTies.Pairs)), -1, 1);
        return new CorrelationResult(tau, PValue(tau, score, n, xTies, yTies), IntervalOf(tau, n, confidence));
    }

    private static double PValue(double tau, double score, int n, TieSums x, TieSums y)
    {
        if (double.IsNaN(tau))
            return double.NaN;
        if (x.Pairs == 0 && y.Pairs == 0 && n <= ExactUpTo)
            return ExactP(n, score);
        double m = n;
        double variance = (m * (m - 1) * (2 * m + 5) - x.Cubic - y.Cubic) / 18 + 2 * x.Pairs * y.Pairs / (m * (m - 1));
        if (n > 2)
            variance += x.Triples * y.Triples / (9 * m * (m - 1) * (m - 2));
        return Math.Min(1, 2 * NormalDistribution.UpperTail(Math.Abs(score) / Math.Sqrt(variance)));
    }

    /// <summary>Twice the tail of the number of inversions of a random order, from their distribution as a sum of uniform numbers.</summary>
    private static double ExactP(int n, double score)
    {
        int most = n * (n - 1) / 2, inversions = (int)((most - Math.Abs(score)) / 2);
        double[] chances = new double[inversions + 1];
        chances[0] = 1;
        for (int size = 2; size <= n; size++)
        {
            // The new element causes 0 to size - 1 inversions, each with the same chance: a running sum over so many.
            double window = 0;
            double[] next = new double[chances.Length];
            for (int count = 0; count < chances.Length; count++)
            {
                window += chances[count];
                if (count >= size)
                    window = Math.Max(0, window - chances[count - size]);
                next[count] = window / size;
            }
            chances = next;
        }
        return Math.Min(1, 2 * chances.Sum());
    }

    private static Interval IntervalOf(double tau, int n, double confidence)
    {
        if (double.IsNaN(tau) || n < 5)
            return new Interval(double.NaN, double.NaN);
        if (Math.Abs(tau) == 1)
            return new Interval(tau, tau);
        double centre = Math.Atanh(tau), reach = NormalDistribution.TwoSidedQuantile(confidence) * Math.Sqrt(0.437 / (n - 4));
        return new Interval(Math.Tanh(centre - reach), Math.Tanh(centre + reach));
    }

    private static void SortWithin(double[] keys, double[] values)
    {
        for (int start = 0, end; start < keys.Length; start = end)
        {
            end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
                end++;
            Array.Sort(values, start, end - start);
        }
    }

    private static double PairsTiedInBoth(double[] x, double[] y)
    {
        double pairs = 0, run = 1;
        for (int i = 1; i <= x.Length; i++)
        {
            if (i < x.Length && x[i] == x[i - 1] && y[i] == y[i - 1])
            {
                run++;
                continue;
            }
            pairs += run * (run - 1) / 2;
            run = 1;
        }
        return pairs;
    }

    /// <summary>Sorts by merging and counts how many pairs were out of order.</summary>
    private static double Inversions(double[] values)
    {
        var buffer = new double[values.Length];
        double inversions = 0;
        for (int width = 1; width < values.Length; width *= 2)
        {
            for (int start = 0; start < values.Length; start += 2 * width)
                inversions += Merge(values, buffer, start, Math.Min(start + width, values.Length), Math.Min(start + 2 * width, values.Length));
            buffer.AsSpan().CopyTo(values);
        }
        return inversions;
    }

    private static double Merge(double[] values, double[] buffer, int start, int middle, int end)
    {
        double inversions = 0;
        int left = start, right = middle;
        for (int at = start; at < end; at++)
        {
            if (right >= end || (left < middle && values[left] <= values[right]))
            {
                buffer[at] = values[left++];
                continue;
            }
            buffer[at] = values[right++];
            inversions += middle - left;
        }
        return inversions;
    }

    /// <summary>Sums over groups of t equal values.</summary>
    /// <param name="Pairs">Σ t (t - 1) / 2.</param>
    /// <param name="Triples">Σ t (t - 1)(t - 2).</param>
    /// <param name="Cubic">Σ t (t - 1)(2 t + 5).</param>
    private readonly record struct TieSums(double Pairs, double Triples, double Cubic)
    {
        public static TieSums OfSorted(double[] values)
        {
            TieSums sums = default;
            for (int start = 0, end; start < values.Length; start = end)
            {
                end = start + 1;
                while (end < values.Length && values[end] == values[start])
                    end++;
                double t = end - start;
                sums = new TieSums(sums.Pairs + t * (t - 1) / 2, sums.Triples + t * (t - 1) * (t - 2), sums.Cubic + t * (t - 1) * (2 * t + 5));
            }
            return sums;
        }
    }
}
