using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Descriptive;

namespace TrialKeep.Statistics.Tests.Descriptive;

/// <summary>The descriptive figures against R (Goldens/descriptive.R), exact sums and their definitions.</summary>
public sealed class DescriptiveTests
{
    private const double Relative = 1e-13;

    [Fact]
    public void Mean_variance_median_and_MAD_equal_R()
    {
        foreach (JsonElement sample in Golden.Of("descriptive").GetProperty("samples").EnumerateArray())
        {
            double[] values = Golden.Numbers(sample.GetProperty("values"));
            Close.To(Number(sample, "mean"), Mean.Of(values), Relative);
            Close.To(Number(sample, "variance"), Variance.Of(values), Relative);
            Close.To(Number(sample, "sd"), StandardDeviation.Of(values), Relative);
            Close.To(Number(sample, "median"), Median.Of(values), Relative);
            Close.To(Number(sample, "mad"), MedianAbsoluteDeviation.Of(values), Relative);
            Close.To(Number(sample, "mad_normal"), MedianAbsoluteDeviation.Normalised(values), Relative);
        }
    }

    [Fact]
    public void All_nine_types_of_quantiles_equal_R()
    {
        JsonElement golden = Golden.Of("descriptive");
        double[] probabilities = Golden.Numbers(golden.GetProperty("probabilities"));
        foreach (JsonElement sample in golden.GetProperty("samples").EnumerateArray())
        {
            double[] values = Golden.Numbers(sample.GetProperty("values"));
            foreach (QuantileType type in Enum.GetValues<QuantileType>())
            {
                double[] expected = Golden.Numbers(sample.GetProperty("quantiles")[(int)type - 1]);
                double[] together = Quantile.Of(values, probabilities, type);
                for (int i = 0; i < probabilities.Length; i++)
                {
                    Close.To(expected[i], Quantile.Of(values, probabilities[i], type), Relative);
                    Assert.Equal(together[i], Quantile.Of(values, probabilities[i], type));
                }
            }
        }
    }

    [Fact]
    public void Geometric_means_equal_R()
    {
        foreach (JsonElement row in Golden.Of("descriptive").GetProperty("geometric").EnumerateArray())
            Close.To(Number(row, "mean"), GeometricMean.Of(Golden.Numbers(row.GetProperty("values"))), Relative);
    }

    [Fact]
    public void Ratios_of_geometric_means_equal_Rs_t_intervals_of_logarithms()
    {
        JsonElement golden = Golden.Of("means");
        Check(golden.GetProperty("paired_ratio"), paired: true);
        Check(golden.GetProperty("independent_ratio"), paired: false);

        static void Check(JsonElement row, bool paired)
        {
            double[] first = Golden.Numbers(row.GetProperty("first")), second = Golden.Numbers(row.GetProperty("second"));
            Estimate ratio = paired ? GeometricMeanRatio.Paired(first, second) : GeometricMeanRatio.Independent(first, second);
            Close.To(Number(row, "estimate"), ratio.Value, 1e-12);
            Close.To(Number(row, "low"), ratio.Interval.Low, 1e-12);
            Close.To(Number(row, "high"), ratio.Interval.High, 1e-12);
        }
    }

    [Fact]
    public void Cancelling_sums_keep_their_digits()
    {
        Assert.Equal(0.5, Mean.Of([1e16, 1, -1e16, 1]));
        Assert.Equal(0.1, Mean.Of(Enumerable.Repeat(0.1, 1000).ToArray()));
        Assert.Equal(0, Variance.Of(Enumerable.Repeat(0.1, 1000).ToArray()));
        Assert.Equal(double.MaxValue, Mean.Of([double.MaxValue, double.MaxValue]));
        Assert.Equal(0, Mean.Of([double.MaxValue, double.MaxValue, -double.MaxValue, -double.MaxValue]));
        Assert.Equal(double.PositiveInfinity, Variance.Of([1e300, -1e300]));
    }

    [Fact]
    public void The_mean_does_not_depend_on_order_and_equals_the_exact_one() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), draws =>
        {
            if (draws.Length == 0)
                return;
            double[] values = [.. draws.Select((draw, i) => draw * Math.Pow(10, i % 7))];
            decimal exact = values.Sum(value => new decimal(value)) / values.Length;
            Assert.Equal((double)exact, Mean.Of(values), Math.Abs((double)exact) * 1e-14 + 1e-15);
            Array.Sort(values);
            Assert.Equal(Mean.Of(values), Mean.Of(values.Reverse().ToArray()), Math.Abs((double)exact) * 3e-16);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Order_statistics_know_infinities()
    {
        Assert.Equal(double.PositiveInfinity, Median.Of([1, double.PositiveInfinity, double.PositiveInfinity]));
        Assert.Equal(1, Median.Of([1, double.PositiveInfinity, double.NegativeInfinity]));
        Assert.Equal(double.NaN, Median.Of([double.NegativeInfinity, double.PositiveInfinity]));
        Assert.Equal(double.NegativeInfinity, Quantile.Of([double.NegativeInfinity, double.NegativeInfinity, 3], 0.4));
    }

    [Fact]
    public void One_value_and_equal_values_are_their_own_centre()
    {
        Assert.Equal(7.3, Mean.Of([7.3]));
        Assert.Equal(7.3, Median.Of([7.3]));
        Assert.Equal(0, MedianAbsoluteDeviation.Of([7.3]));
        Assert.Equal(0, MedianAbsoluteDeviation.Of([7.3, 7.3, 7.3]));
        Close.To(7.3, GeometricMean.Of([7.3, 7.3, 7.3]), 1e-15);
        foreach (QuantileType type in Enum.GetValues<QuantileType>())
            Assert.Equal(7.3, Quantile.Of([7.3, 7.3], 0.37, type));
    }

    [Fact]
    public void What_is_too_small_or_no_number_is_refused()
    {
        Refused("values", () => Mean.Of([]));
        Refused("values", () => Mean.Of([1, double.NaN]));
        Refused("values", () => Mean.Of([double.NegativeInfinity]));
        Refused("values", () => Variance.Of([1]));
        Refused("values", () => StandardDeviation.Of([1, double.PositiveInfinity]));
        Refused("values", () => Median.Of([]));
        Refused("values", () => Median.Of([double.NaN]));
        Refused("values", () => Quantile.Of([], 0.5));
        Refused("values", () => Quantile.Of([double.NaN], [0.5]));
        Refused("probability", () => Quantile.Of([1], 1.5));
        Refused("probabilities", () => Quantile.Of([1], [0.5, double.NaN]));
        Refused("type", () => Quantile.Of([1], 0.5, (QuantileType)10));
        Refused("values", () => MedianAbsoluteDeviation.Of([]));
        Refused("values", () => GeometricMean.Of([]));
        Refused("values", () => GeometricMean.Of([1, 0]));
        Refused("values", () => GeometricMean.Of([1, -2]));
        Refused("first", () => GeometricMeanRatio.Paired([1, 0], [1, 2]));
        Refused("second", () => GeometricMeanRatio.Paired([1, 2], [1, 2, 3]));
        Refused("second", () => GeometricMeanRatio.Independent([1, 2], [1]));
    }

    private static void Refused(string name, Action call) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(call).ParamName);

    private static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();
}
