using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Agreement;

/// <summary>
/// The agreement of two raters beyond chance (J. Cohen, 1960; weighted, 1968), with the asymptotic standard error of J. L. Fleiss, J. Cohen and
/// B. S. Everitt (1969).
/// </summary>
public static class CohenKappa
{
    /// <summary>The coefficient of a table of counts.</summary>
    /// <param name="table">How many units the first rater (rows) and the second (columns) put into each category; square, categories in order.</param>
    /// <param name="weights">How much a disagreement weighs.</param>
    /// <param name="confidence">The two-sided confidence of the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The table is not square, has fewer than two categories, a negative count, or no unit.</exception>
    public static KappaEstimate Of(int[,] table, KappaWeights weights = KappaWeights.None, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        double n = Require(table);
        int size = table.GetLength(0);
        (double[] rows, double[] columns) = Margins(table, n);
        double observed = 0, expected = 0;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double weight = Weight(i, j, size, weights);
                observed += weight * table[i, j] / n;
                expected += weight * rows[i] * columns[j];
            }
        }
        double kappa = (observed - expected) / (1 - expected);
        double error = StandardError(table, n, rows, columns, weights, observed, expected);
        double reach = NormalDistribution.TwoSidedQuantile(confidence) * error;
        return new KappaEstimate(kappa, error, new Interval(Math.Max(-1, kappa - reach), Math.Min(1, kappa + reach)));
    }

    private static double StandardError(int[,] table, double n, double[] rows, double[] columns, KappaWeights weights, double observed, double expected)
    {
        int size = rows.Length;
        var rowMeans = new double[size];
        var columnMeans = new double[size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double weight = Weight(i, j, size, weights);
                rowMeans[i] += columns[j] * weight;
                columnMeans[j] += rows[i] * weight;
            }
        }
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                double term = Weight(i, j, size, weights) * (1 - expected) - (rowMeans[i] + columnMeans[j]) * (1 - observed);
                sum += table[i, j] / n * term * term;
            }
        }
        double centre = observed * expected - 2 * expected + observed;
        return Math.Sqrt(Math.Max(0, sum - centre * centre) / n) / ((1 - expected) * (1 - expected));
    }

    private static double Weight(int i, int j, int size, KappaWeights weights)
    {
        double distance = Math.Abs(i - j) / (size - 1.0);
        return weights switch
        {
            KappaWeights.None => i == j ? 1 : 0,
            KappaWeights.Linear => 1 - distance,
            KappaWeights.Quadratic => 1 - distance * distance,
            _ => throw new ArgumentOutOfRangeException(nameof(weights), weights, "There are no such weights."),
        };
    }

    private static (double[] Rows, double[] Columns) Margins(int[,] table, double n)
    {
        int size = table.GetLength(0);
        double[] rows = new double[size], columns = new double[size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
            {
                rows[i] += table[i, j] / n;
                columns[j] += table[i, j] / n;
            }
        }
        return (rows, columns);
    }

    private static double Require(int[,] table)
    {
        if (table.GetLength(0) != table.GetLength(1) || table.GetLength(0) < 2)
            throw new ArgumentException("Both raters need the same categories, at least two.", nameof(table));
        double n = 0;
        foreach (int count in table)
        {
            Argument.RequireCount(count, nameof(table));
            n += count;
        }
        return n > 0 ? n : throw new ArgumentException("Agreement needs at least one unit that both rated.", nameof(table));
    }
}
