using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Agreement;

/// <summary>
/// The agreement of equally many raters on each unit beyond chance (J. L. Fleiss, 1971). Raters need not be the same on every unit; where some ratings are missing use
/// <see cref="KrippendorffAlpha"/>.
/// </summary>
public static class FleissKappa
{
    /// <summary>The coefficient of a table of counts; its error and interval are those under no agreement (J. L. Fleiss, J. C. M. Nee, J. R. Landis, 1979).</summary>
    /// <param name="table">How many raters put each unit (rows) into each category (columns); all rows have the same sum.</param>
    /// <param name="confidence">The two-sided confidence of the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentException">There is no unit, a count is negative, the rows differ in their sum, or it is less than two.</exception>
    public static KappaEstimate Of(int[,] table, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        int raters = Require(table), units = table.GetLength(0), categories = table.GetLength(1);
        var shares = new double[categories];
        double agreeing = 0;
        for (int unit = 0; unit < units; unit++)
        {
            for (int category = 0; category < categories; category++)
            {
                double count = table[unit, category];
                shares[category] += count / ((double)units * raters);
                agreeing += count * (count - 1);
            }
        }
        double observed = agreeing / ((double)units * raters * (raters - 1)), expected = 0, pq = 0, skew = 0;
        foreach (double share in shares)
        {
            expected += share * share;
            pq += share * (1 - share);
            skew += share * (1 - share) * (1 - 2 * share);
        }
        double kappa = (observed - expected) / (1 - expected);
        double error = Math.Sqrt(2 * (pq * pq - skew) / ((double)units * raters * (raters - 1))) / pq;
        double reach = NormalDistribution.TwoSidedQuantile(confidence) * error;
        return new KappaEstimate(kappa, error, new Interval(Math.Max(-1, kappa - reach), Math.Min(1, kappa + reach)));
    }

    private static int Require(int[,] table)
    {
        if (table.GetLength(0) == 0)
            throw new ArgumentException("Agreement needs at least one unit.", nameof(table));
        int raters = SumOf(table, 0);
        for (int unit = 1; unit < table.GetLength(0); unit++)
        {
            if (SumOf(table, unit) != raters)
                throw new ArgumentException($"Unit {unit} has {SumOf(table, unit)} ratings and the first {raters}; where ratings are missing use Krippendorff's alpha.", nameof(table));
        }
        return raters >= 2 ? raters : throw new ArgumentException("Agreement needs at least two ratings a unit.", nameof(table));
    }

    private static int SumOf(int[,] table, int unit)
    {
        int sum = 0;
        for (int category = 0; category < table.GetLength(1); category++)
        {
            Argument.RequireCount(table[unit, category], nameof(table));
            sum += table[unit, category];
        }
        return sum;
    }
}
