using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Proportions;

/// <summary>
/// Tests of counts by K. Pearson's statistic Σ(observed - expected)² / expected (Philosophical Magazine 50, 1900). The p-value is
/// asymptotic: expected counts should not be below about 5.
/// </summary>
public static class ChiSquareTest
{
    /// <summary>Whether counts follow given shares, with one degree of freedom less than there are categories.</summary>
    /// <param name="observed">How often each category came up, at least two of them.</param>
    /// <param name="expected">
    /// Each category's share in any unit, all positive and finite; they are scaled to the total. Nothing means equal shares.
    /// </param>
    /// <exception cref="ArgumentException">There are less than two categories or no observation, a count is negative, or a share is missing
    /// or not positive and finite.</exception>
    public static TestResult GoodnessOfFit(ReadOnlySpan<long> observed, ReadOnlySpan<double> expected = default)
    {
        if (observed.Length < 2)
            throw new ArgumentException($"There are {observed.Length} categories; at least 2 are needed.", nameof(observed));
        double total = Total(observed, nameof(observed)), shares = observed.Length;
        if (!expected.IsEmpty)
        {
            Argument.RequireSameLength(observed.Length, expected.Length, nameof(expected));
            shares = 0;
            foreach (double share in expected)
            {
                Argument.RequirePositiveFinite(share, nameof(expected));
                shares += share;
            }
        }
        double statistic = 0;
        for (int i = 0; i < observed.Length; i++)
            statistic += Term(observed[i], total * ((expected.IsEmpty ? 1 : expected[i]) / shares), 0);
        return Result(statistic, observed.Length - 1.0);
    }

    /// <summary>Whether the rows and columns of a table are independent, with (rows - 1)(columns - 1) degrees of freedom.</summary>
    /// <param name="table">The counts, row by row.</param>
    /// <param name="columns">How many columns the table has, at least two.</param>
    /// <param name="corrected">
    /// Whether, in a table of two rows and two columns, each deviation is lessened by up to 1/2 for continuity (F. Yates, 1934), as R's
    /// <c>chisq.test</c> does by default; larger tables are not corrected.
    /// </param>
    /// <exception cref="ArgumentException">The table has less than two rows or columns, is not full, has a negative count, or a row or
    /// column of zeros.</exception>
    public static TestResult Independence(ReadOnlySpan<long> table, int columns, bool corrected = false)
    {
        if (columns < 2)
            throw new ArgumentOutOfRangeException(nameof(columns), columns, "A table needs at least two columns.");
        int rows = table.Length / columns;
        if (rows < 2 || rows * columns != table.Length)
            throw new ArgumentException($"{table.Length} counts do not fill two or more rows of {columns} columns.", nameof(table));
        double total = Total(table, nameof(table));
        double[] ofRow = new double[rows], ofColumn = new double[columns];
        for (int i = 0; i < table.Length; i++)
        {
            ofRow[i / columns] += table[i];
            ofColumn[i % columns] += table[i];
        }
        if (Array.IndexOf(ofRow, 0) >= 0 || Array.IndexOf(ofColumn, 0) >= 0)
            throw new ArgumentException("A row or column has no counts; leave it out.", nameof(table));
        double correction = corrected && rows == 2 && columns == 2 ? 0.5 : 0, statistic = 0;
        for (int i = 0; i < table.Length; i++)
            statistic += Term(table[i], ofRow[i / columns] * (ofColumn[i % columns] / total), correction);
        return Result(statistic, (rows - 1.0) * (columns - 1));
    }

    private static double Total(ReadOnlySpan<long> counts, string name)
    {
        double total = 0;
        foreach (long count in counts)
        {
            Argument.RequireCount(count, name);
            total += count;
        }
        return total > 0 ? total : throw new ArgumentException("All counts are 0; there is nothing to test.", name);
    }

    private static double Term(double observed, double expected, double correction)
    {
        double deviation = Math.Max(0, Math.Abs(observed - expected) - correction);
        return deviation * (deviation / expected);
    }

    private static TestResult Result(double statistic, double degreesOfFreedom) =>
        new(statistic, degreesOfFreedom, ChiSquaredDistribution.UpperTail(statistic, degreesOfFreedom));
}
