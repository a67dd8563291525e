using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Tests.Functions;

/// <summary>What holds for all distributions: ends, complements, inverses, limits, refusals.</summary>
public sealed class DistributionPropertyTests
{
    private const double Infinity = double.PositiveInfinity;

    [Fact]
    public void The_ends_are_exact_and_NaN_stays_NaN()
    {
        Ends(x => StudentDistribution.LowerTail(x, 3), x => StudentDistribution.UpperTail(x, 3), -Infinity, Infinity);
        Ends(x => ChiSquaredDistribution.LowerTail(x, 3), x => ChiSquaredDistribution.UpperTail(x, 3), 0, Infinity);
        Ends(x => FisherDistribution.LowerTail(x, 3, 5), x => FisherDistribution.UpperTail(x, 3, 5), 0, Infinity);
        Ends(x => BetaDistribution.LowerTail(x, 3, 5), x => BetaDistribution.UpperTail(x, 3, 5), 0, 1);
        Ends(x => NoncentralStudentDistribution.LowerTail(x, 3, 2),
            x => NoncentralStudentDistribution.UpperTail(x, 3, 2), -Infinity, Infinity);
        Ends(x => NoncentralChiSquaredDistribution.LowerTail(x, 3, 2),
            x => NoncentralChiSquaredDistribution.UpperTail(x, 3, 2), 0, Infinity);
        Ends(x => NoncentralFisherDistribution.LowerTail(x, 3, 5, 2), x => NoncentralFisherDistribution.UpperTail(x, 3, 5, 2), 0, Infinity);
        Ends(x => StudentizedRangeDistribution.LowerTail(x, 3, 5), x => StudentizedRangeDistribution.UpperTail(x, 3, 5), 0, Infinity);
    }

    [Fact]
    public void Quantiles_of_nothing_and_certainty_are_the_ends()
    {
        Assert.Equal((-Infinity, Infinity), (StudentDistribution.Quantile(0, 3), StudentDistribution.Quantile(1, 3)));
        Assert.Equal((0, Infinity), (ChiSquaredDistribution.Quantile(0, 3), ChiSquaredDistribution.Quantile(1, 3)));
        Assert.Equal((0, Infinity), (FisherDistribution.Quantile(0, 3, 5), FisherDistribution.Quantile(1, 3, 5)));
        Assert.Equal((0, 1), (BetaDistribution.Quantile(0, 3, 5), BetaDistribution.Quantile(1, 3, 5)));
        Assert.Equal((0, Infinity), (StudentizedRangeDistribution.Quantile(0, 3, 5), StudentizedRangeDistribution.Quantile(1, 3, 5)));
        Assert.Equal(0, StudentDistribution.Quantile(0.5, 3));
        Assert.Equal((Infinity, 0), (ChiSquaredDistribution.UpperQuantile(0, 3), ChiSquaredDistribution.UpperQuantile(1, 3)));
        Assert.Equal((Infinity, 0), (FisherDistribution.UpperQuantile(0, 3, 5), FisherDistribution.UpperQuantile(1, 3, 5)));
        Assert.Equal((1, 0), (BetaDistribution.UpperQuantile(0, 3, 5), BetaDistribution.UpperQuantile(1, 3, 5)));
    }

    [Fact]
    public void Quantiles_invert_their_tails() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(ushort P, ushort A, ushort B)>(), draw =>
        {
            double p = (draw.P + 0.5) / 65536, a = (draw.A + 1) / 256.0 + 0.1, b = (draw.B + 1) / 256.0;
            Close.To(p, StudentDistribution.UpperTail(StudentDistribution.UpperQuantile(p, a), a), 1e-11);
            Close.To(p, ChiSquaredDistribution.UpperTail(ChiSquaredDistribution.UpperQuantile(p, a), a), 1e-11);
            Close.To(p, ChiSquaredDistribution.LowerTail(ChiSquaredDistribution.Quantile(p, a), a), 1e-11);
            Close.To(p, FisherDistribution.UpperTail(FisherDistribution.UpperQuantile(p, a, b + 0.1), a, b + 0.1), 1e-11);
            Close.To(p, BetaDistribution.LowerTail(BetaDistribution.Quantile(p, a, b + 1), a, b + 1), 1e-11);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Tails_complete_each_other() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(ushort X, ushort A, ushort B)>(), draw =>
        {
            double x = draw.X / 1024.0, a = draw.A / 512.0 + 0.5, b = (draw.B + 1) / 512.0;
            Assert.Equal(1, ChiSquaredDistribution.LowerTail(x, a) + ChiSquaredDistribution.UpperTail(x, a), 1e-12);
            Assert.Equal(1, FisherDistribution.LowerTail(x, a, b) + FisherDistribution.UpperTail(x, a, b), 1e-12);
            Assert.Equal(1,
                NoncentralChiSquaredDistribution.LowerTail(x, a, b) + NoncentralChiSquaredDistribution.UpperTail(x, a, b), 1e-12);
            Assert.Equal(1, NoncentralFisherDistribution.LowerTail(x, a, b, a) + NoncentralFisherDistribution.UpperTail(x, a, b, a), 1e-12);
            Assert.Equal(1,
                NoncentralStudentDistribution.LowerTail(x / 4, a, b / 8)
                    + NoncentralStudentDistribution.UpperTail(x / 4, a, b / 8), 1e-11);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Related_distributions_agree()
    {
        foreach (double x in new[] { 0.01, 0.7, 2.3, 6.0 })
        {
            Close.To(FisherDistribution.UpperTail(x * x, 1, 7), StudentDistribution.TwoSidedTail(x, 7), 1e-13);
            Close.To(ChiSquaredDistribution.UpperTail(x * x, 1), 2 * NormalDistribution.UpperTail(x), 1e-13);
            Close.To(NormalDistribution.UpperTail(x), StudentDistribution.UpperTail(x, Infinity), 0);
            Close.To(NormalDistribution.UpperTail(x), StudentDistribution.UpperTail(x, 1e17), 1e-12);
            Close.To(NormalDistribution.UpperTail(x - 1.5), NoncentralStudentDistribution.UpperTail(x, Infinity, 1.5), 0);
            Close.To(StudentDistribution.UpperTail(x, 4), NoncentralStudentDistribution.UpperTail(x, 4, 1e-14), 1e-11);
            // F' with one numerator degree is the square of t'.
            Close.To(NoncentralStudentDistribution.UpperTail(x, 9, 1.5) + NoncentralStudentDistribution.LowerTail(-x, 9, 1.5),
                NoncentralFisherDistribution.UpperTail(x * x, 1, 9, 2.25), 1e-12);
            // A range of two is √2 times the size of their difference.
            Close.To(StudentDistribution.TwoSidedTail(x / Math.Sqrt(2), 9), StudentizedRangeDistribution.UpperTail(x, 2, 9), 1e-12);
            Close.To(FisherDistribution.LowerTail(x, 3, 8), NoncentralFisherDistribution.LowerTail(x, 3, 8, 0), 0);
        }
    }

    [Fact]
    public void Far_tails_stay_finite_and_underflow_quietly()
    {
        Close.To(1 / (Math.PI * 1e200), StudentDistribution.UpperTail(1e200, 1), 1e-11);
        Assert.Equal(0, StudentDistribution.UpperTail(1e200, 5));
        Assert.Equal(Infinity, StudentDistribution.UpperQuantile(1e-5, 0.004));
        Close.To(1e-5, StudentDistribution.UpperTail(StudentDistribution.UpperQuantile(1e-5, 0.02), 0.02), 1e-11);
        Close.To(1e-5, ChiSquaredDistribution.LowerTail(ChiSquaredDistribution.Quantile(1e-5, 0.035), 0.035), 1e-11);
        Assert.Equal(0, ChiSquaredDistribution.UpperTail(1e5, 3));
        Assert.Equal(0, NoncentralChiSquaredDistribution.UpperTail(1e6, 3, 5));
        Assert.Equal(1, NoncentralFisherDistribution.UpperTail(1e-300, 3, 5, 5), 1e-14);
        Assert.Equal(0, StudentizedRangeDistribution.UpperTail(1e6, 3, Infinity));
        Assert.InRange(ChiSquaredDistribution.Quantile(1e-10, 0.01), 0, 1e-300);
        Assert.InRange(NoncentralChiSquaredDistribution.LowerTail(100, 2, 1000), 1e-120, 1e-80);
        Assert.InRange(NoncentralStudentDistribution.UpperTail(3, 1e9, 2.9), 0.4601, 0.4602);
    }

    [Fact]
    public void The_quantile_of_the_studentized_range_equals_the_tables()
    {
        Assert.Equal(3.877, StudentizedRangeDistribution.UpperQuantile(0.05, 3, 10), 0.0005);
        Assert.Equal(5.270, StudentizedRangeDistribution.UpperQuantile(0.01, 3, 10), 0.0015);
        double q = StudentizedRangeDistribution.Quantile(0.3, 4, 12);
        Close.To(0.3, StudentizedRangeDistribution.LowerTail(q, 4, 12), 1e-11);
        Close.To(q, StudentizedRangeDistribution.UpperQuantile(0.7, 4, 12), 1e-11);
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(12, 0.5)]
    [InlineData(40, 0.07)]
    public void Quantiles_of_counts_are_the_smallest_that_reach_the_level(int n, double p)
    {
        for (int k = 0; k < n; k++)
        {
            double lower = BinomialDistribution.LowerTail(k, n, p), upper = BinomialDistribution.UpperTail(k, n, p);
            if (upper < 1e-9)
                continue; // within rounding of certainty
            Assert.Equal(k, BinomialDistribution.Quantile(lower, n, p));
            Assert.Equal(k + 1, BinomialDistribution.Quantile(lower + BinomialDistribution.Mass(k + 1, n, p) / 2, n, p));
            Assert.Equal(k, BinomialDistribution.UpperQuantile(upper, n, p));
        }
        Assert.Equal(0, BinomialDistribution.Quantile(0, n, p));
        Assert.Equal(n, BinomialDistribution.Quantile(1, n, p));
        Assert.Equal(0, BinomialDistribution.UpperQuantile(1, n, p));
    }

    [Fact]
    public void Counts_that_are_certain_or_impossible_are_known()
    {
        Assert.Equal(1, BinomialDistribution.Mass(0, 0, 0.3));
        Assert.Equal((1, 0), (BinomialDistribution.Mass(0, 9, 0), BinomialDistribution.Mass(1, 9, 0)));
        Assert.Equal((1, 0), (BinomialDistribution.Mass(9, 9, 1), BinomialDistribution.Mass(8, 9, 1)));
        Assert.Equal((0, 1), (BinomialDistribution.LowerTail(-1, 9, 0.5), BinomialDistribution.UpperTail(-1, 9, 0.5)));
        Assert.Equal((1, 0), (BinomialDistribution.LowerTail(9, 9, 0.5), BinomialDistribution.UpperTail(9, 9, 0.5)));
        Assert.Equal((1, 0), (HypergeometricDistribution.Mass(0, 0, 0, 0), HypergeometricDistribution.Mass(4, 3, 5, 9)));
        Assert.Equal((0, 1), (HypergeometricDistribution.LowerTail(1, 5, 6, 9), HypergeometricDistribution.UpperTail(1, 5, 6, 9)));
        Assert.Equal((1, 0), (HypergeometricDistribution.LowerTail(5, 5, 6, 9), HypergeometricDistribution.UpperTail(5, 5, 6, 9)));
        Assert.Equal(2, HypergeometricDistribution.Quantile(0, 5, 6, 9));
        Assert.Equal(5, HypergeometricDistribution.Quantile(1, 5, 6, 9));
        for (int x = 2; x < 5; x++)
            Assert.Equal(x, HypergeometricDistribution.Quantile(HypergeometricDistribution.LowerTail(x, 5, 6, 9), 5, 6, 9));
    }

    [Fact]
    public void Parameters_outside_their_range_are_refused()
    {
        Refused("a", () => IncompleteGamma.Lower(0, 1));
        Refused("x", () => IncompleteGamma.Upper(1, -1));
        Refused("x", () => IncompleteGamma.Lower(1, double.NaN));
        Refused("degreesOfFreedom", () => StudentDistribution.UpperTail(1, 0));
        Refused("degreesOfFreedom", () => StudentDistribution.Quantile(0.5, double.NaN));
        Refused("probability", () => StudentDistribution.Quantile(1.1, 3));
        Refused("confidence", () => StudentDistribution.TwoSidedQuantile(1, 3));
        Refused("degreesOfFreedom", () => ChiSquaredDistribution.UpperTail(1, Infinity));
        Refused("probability", () => ChiSquaredDistribution.Quantile(double.NaN, 1));
        Refused("numerator", () => FisherDistribution.UpperTail(1, -1, 1));
        Refused("denominator", () => FisherDistribution.Quantile(0.5, 1, 0));
        Refused("b", () => BetaDistribution.Quantile(0.5, 1, Infinity));
        Refused("trials", () => BinomialDistribution.LowerTail(0, -1, 0.5));
        Refused("probability", () => BinomialDistribution.Mass(0, 1, 1.5));
        Refused("level", () => BinomialDistribution.Quantile(double.NaN, 1, 0.5));
        Refused("draws", () => HypergeometricDistribution.Mass(0, 5, 1, 4));
        Refused("marked", () => HypergeometricDistribution.LowerTail(0, 1, 5, 4));
        Refused("noncentrality", () => NoncentralStudentDistribution.UpperTail(1, 3, double.NaN));
        Refused("degreesOfFreedom", () => NoncentralStudentDistribution.UpperTail(1, -3, 1));
        Refused("noncentrality", () => NoncentralChiSquaredDistribution.UpperTail(1, 3, -1));
        Refused("denominator", () => NoncentralFisherDistribution.LowerTail(1, 3, Infinity, 1));
        Refused("means", () => StudentizedRangeDistribution.UpperTail(1, 1, 3));
        Refused("degreesOfFreedom", () => StudentizedRangeDistribution.UpperTail(1, 2, 0));
        Refused("probability", () => StudentizedRangeDistribution.Quantile(-1, 2, 3));
    }

    private static void Ends(Func<double, double> lower, Func<double, double> upper, double least, double most)
    {
        Assert.Equal((0, 1), (lower(least), upper(least)));
        Assert.Equal((1, 0), (lower(most), upper(most)));
        Assert.Equal((0, 1), (lower(-Infinity), upper(-Infinity)));
        Assert.Equal((1, 0), (lower(Infinity), upper(Infinity)));
        Assert.Equal(double.NaN, lower(double.NaN));
        Assert.Equal(double.NaN, upper(double.NaN));
    }

    private static void Refused(string name, Action call) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(call).ParamName);
}
