using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Tests.Functions;

/// <summary>The distributions against values of mpmath with 25 to 60 digits (Goldens/functions.py).</summary>
public sealed class DistributionTests
{
    [Fact]
    public void The_incomplete_gamma_function_is_right_in_both_tails() => Each("gamma", row =>
    {
        Compare(row[2], IncompleteGamma.Lower(row[0], row[1]), 2e-13, row);
        Compare(row[3], IncompleteGamma.Upper(row[0], row[1]), 2e-13, row);
        Compare(row[2], ChiSquaredDistribution.LowerTail(2 * row[1], 2 * row[0]), 2e-13, row);
        Compare(row[3], ChiSquaredDistribution.UpperTail(2 * row[1], 2 * row[0]), 2e-13, row);
    });

    [Fact]
    public void Students_tail_is_right() => Each("student", row =>
    {
        Compare(row[2], StudentDistribution.UpperTail(row[0], row[1]), 2e-13, row);
        Compare(row[2], StudentDistribution.LowerTail(-row[0], row[1]), 2e-13, row);
        Compare(1 - row[2], StudentDistribution.LowerTail(row[0], row[1]), 1e-14, row);
        Compare(2 * row[2], StudentDistribution.TwoSidedTail(-row[0], row[1]), 2e-13, row);
    });

    [Fact]
    public void Students_quantile_is_right() => Each("student_quantile", row =>
    {
        Compare(row[2], StudentDistribution.UpperQuantile(row[0], row[1]), 2e-13, row);
        Compare(-row[2], StudentDistribution.Quantile(row[0], row[1]), 2e-13, row);
    });

    [Fact]
    public void The_quantile_of_chi_squared_is_right() => Each("chi_squared_quantile", row =>
        Compare(row[2], ChiSquaredDistribution.UpperQuantile(row[0], row[1]), 2e-13, row));

    [Fact]
    public void The_tail_of_F_is_right() => Each("fisher", row =>
    {
        Compare(row[3], FisherDistribution.UpperTail(row[0], row[1], row[2]), 2e-13, row);
        Compare(row[3], FisherDistribution.LowerTail(1 / row[0], row[2], row[1]), 2e-13, row);
    });

    [Fact]
    public void The_quantile_of_F_is_right() => Each("fisher_quantile", row =>
    {
        Compare(row[3], FisherDistribution.UpperQuantile(row[0], row[1], row[2]), 2e-13, row);
        Compare(1 / row[3], FisherDistribution.Quantile(row[0], row[2], row[1]), 2e-13, row);
    });

    [Fact]
    public void The_quantile_of_beta_is_right() => Each("beta_quantile", row =>
    {
        Compare(row[3], BetaDistribution.Quantile(row[0], row[1], row[2]), 2e-13, row);
        Compare(1 - row[3], BetaDistribution.UpperQuantile(row[0], row[2], row[1]), 2e-13, row);
    });

    [Fact]
    public void The_binomial_is_right_in_mass_and_both_tails() => Each("binomial", row =>
    {
        (long k, long n) = ((long)row[0], (long)row[1]);
        Compare(row[3], BinomialDistribution.Mass(k, n, row[2]), 2e-13, row);
        Compare(row[4], BinomialDistribution.LowerTail(k, n, row[2]), 2e-13, row);
        Compare(row[5], BinomialDistribution.UpperTail(k, n, row[2]), 2e-13, row);
    });

    [Fact]
    public void The_hypergeometric_is_right_in_mass_and_both_tails() => Each("hypergeometric", row =>
    {
        (long x, long draws, long marked, long population) = ((long)row[0], (long)row[1], (long)row[2], (long)row[3]);
        Compare(row[4], HypergeometricDistribution.Mass(x, draws, marked, population), 2e-13, row);
        Compare(row[5], HypergeometricDistribution.LowerTail(x, draws, marked, population), 2e-13, row);
        Compare(row[6], HypergeometricDistribution.UpperTail(x, draws, marked, population), 2e-13, row);
    });

    [Fact]
    public void Noncentral_chi_squared_is_right_in_both_tails() => Each("noncentral_chi_squared", row =>
    {
        Compare(row[3], NoncentralChiSquaredDistribution.LowerTail(row[0], row[1], row[2]), 2e-13, row);
        Compare(row[4], NoncentralChiSquaredDistribution.UpperTail(row[0], row[1], row[2]), 2e-13, row);
    });

    [Fact]
    public void Noncentral_F_is_right_in_both_tails() => Each("noncentral_fisher", row =>
    {
        Compare(row[4], NoncentralFisherDistribution.LowerTail(row[0], row[1], row[2], row[3]), 2e-13, row);
        Compare(row[5], NoncentralFisherDistribution.UpperTail(row[0], row[1], row[2], row[3]), 2e-13, row);
    });

    [Fact]
    public void Noncentral_t_is_right_in_both_tails() => Each("noncentral_student", row =>
    {
        Compare(row[3], NoncentralStudentDistribution.LowerTail(row[0], row[1], row[2]), 2e-13, row);
        Compare(row[4], NoncentralStudentDistribution.UpperTail(row[0], row[1], row[2]), 2e-13, row);
    });

    [Fact]
    public void The_studentized_range_is_right_in_both_tails()
    {
        Each("studentized_range", row =>
        {
            Compare(row[3], StudentizedRangeDistribution.LowerTail(row[0], (int)row[1], row[2]), 2e-13, row);
            Compare(row[4], StudentizedRangeDistribution.UpperTail(row[0], (int)row[1], row[2]), 2e-13, row);
        });
        Each("range", row =>
        {
            Compare(row[2], StudentizedRangeDistribution.LowerTail(row[0], (int)row[1], double.PositiveInfinity), 2e-13, row);
            Compare(row[3], StudentizedRangeDistribution.UpperTail(row[0], (int)row[1], double.PositiveInfinity), 2e-13, row);
        });
    }

    /// <summary>Compares all rows of a table and reports every one that is off.</summary>
    private static void Each(string table, Action<double[]> compare)
    {
        double[][] rows = [.. Golden.Rows("functions", table)];
        Assert.NotEmpty(rows);
        Assert.Multiple([.. rows.Select<double[], Action>(row => () => compare(row))]);
    }

    private static void Compare(double expected, double actual, double relative, double[] row)
    {
        double error = expected == actual ? 0 : Math.Abs(actual - expected) / Math.Abs(expected);
        Assert.True(error <= relative, $"at {string.Join(", ", row)}: expected {expected:R}, got {actual:R}: relative error {error:E2}");
    }
}
