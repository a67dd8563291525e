using System.Text.Json;
using TrialKeep.Statistics.Means;

namespace TrialKeep.Statistics.Tests.Means;

/// <summary>The t tests against R and scipy.</summary>
public sealed class TTestTests
{
    [Fact]
    public void They_equal_R_for_every_alternative()
    {
        int seen = 0;
        foreach (JsonElement row in Golden.Of("means").GetProperty("tests").EnumerateArray())
        {
            double[] first = Golden.Numbers(row.GetProperty("first")), second = Golden.Numbers(row.GetProperty("second"));
            double hypothesis = Number(row, "hypothesis"), confidence = Number(row, "confidence");
            Alternative alternative = row.GetProperty("alternative").GetString() switch
            {
                "less" => Alternative.Less,
                "greater" => Alternative.Greater,
                _ => Alternative.TwoSided,
            };
            TTestResult result = row.GetProperty("kind").GetString() switch
            {
                "one" => TTest.OneSample(first, hypothesis, alternative, confidence),
                "paired" => TTest.Paired(first, second, hypothesis, alternative, confidence),
                "welch" => TTest.Welch(first, second, hypothesis, alternative, confidence),
                _ => TTest.Pooled(first, second, hypothesis, alternative, confidence),
            };
            Close.To(Number(row, "estimate"), result.Estimate, 1e-12);
            Close.To(Number(row, "se"), result.StandardError, 1e-12);
            Close.To(Number(row, "statistic"), result.Statistic, 1e-11);
            Close.To(Number(row, "df"), result.DegreesOfFreedom, 1e-12);
            Close.To(Number(row, "p"), result.PValue, 1e-11);
            Close.To(alternative == Alternative.Less ? double.NegativeInfinity : Number(row, "low"), result.Interval.Low, 1e-11);
            Close.To(alternative == Alternative.Greater ? double.PositiveInfinity : Number(row, "high"), result.Interval.High, 1e-11);
            seen++;
        }
        Assert.Equal(96, seen);
    }

    [Fact]
    public void They_equal_scipy()
    {
        double[] a = [0.82, 0.61, 0.93, 0.45, 0.77, 0.58, 0.66, 0.91, 0.39, 0.72, 0.84, 0.55];
        double[] b = [0.79, 0.65, 0.88, 0.40, 0.70, 0.61, 0.60, 0.85, 0.41, 0.66, 0.80, 0.49];
        Check("welch", TTest.Welch(a, b));
        Check("student", TTest.Pooled(a, b));
        Check("paired_t", TTest.Paired(a, b));

        static void Check(string name, TTestResult result)
        {
            double[] expected = SharedGolden.Numbers(SharedGolden.Scipy().GetProperty(name));
            Close.To(expected[0], result.Statistic, 1e-12);
            Close.To(expected[1], result.PValue, 1e-12);
        }
    }

    [Fact]
    public void Without_variation_and_difference_nothing_is_shown()
    {
        TTestResult none = new(0, 0, 0, 2, 1, new Interval(0, 0));
        Assert.Equal(none, TTest.Paired([1, 2, 3], [1, 2, 3]));
        Assert.Equal(none with { Estimate = 5, Interval = new Interval(5, 5) }, TTest.OneSample([5, 5, 5], 5));
        Assert.Equal(none with { DegreesOfFreedom = 4 }, TTest.Welch([5, 5, 5], [5, 5, 5]));
        Assert.Equal(none with { DegreesOfFreedom = 4 }, TTest.Pooled([5, 5, 5], [5, 5, 5]));
        Assert.Equal(1, TTest.Paired([0.3, 0.7], [0.1 + 0.2, 0.7]).PValue); // differs by rounding only
    }

    [Fact]
    public void Two_values_are_enough() => Close.To(0.5, TTest.OneSample([0, 2]).PValue, 1e-14);

    [Fact]
    public void Without_variation_a_difference_is_refused()
    {
        Refused("first", () => TTest.Paired([2, 3, 4], [1, 2, 3]));
        Refused("first", () => TTest.Paired([0.3, 0.4], [0.1, 0.2]));
        Refused("values", () => TTest.OneSample([5, 5, 5]));
        Refused("first", () => TTest.Welch([1, 1], [0, 0]));
        Refused("first", () => TTest.Pooled([1, 1], [0, 0, 0]));
    }

    [Fact]
    public void What_is_too_small_or_no_number_is_refused()
    {
        Refused("values", () => TTest.OneSample([]));
        Refused("values", () => TTest.OneSample([1]));
        Refused("values", () => TTest.OneSample([1, double.NaN]));
        Refused("values", () => TTest.OneSample([1, double.PositiveInfinity]));
        Refused("hypothesis", () => TTest.OneSample([1, 2], double.NaN));
        Refused("confidence", () => TTest.OneSample([1, 2], confidence: 1));
        Refused("second", () => TTest.Paired([1, 2], [1, 2, 3]));
        Refused("second", () => TTest.Paired([1, 2], [1, double.NaN]));
        Refused("second", () => TTest.Welch([1, 2], [1]));
        Refused("first", () => TTest.Pooled([1], [1, 2]));
    }

    private static void Refused(string name, Action call) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(call).ParamName);

    private static double Number(JsonElement row, string name) => row.GetProperty(name).GetDouble();
}
