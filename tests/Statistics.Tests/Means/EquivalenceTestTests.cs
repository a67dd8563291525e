using System.Text.Json;
using TrialKeep.Statistics.Means;

namespace TrialKeep.Statistics.Tests.Means;

public sealed class EquivalenceTestTests
{
    private static readonly double[] _first = [0.82, 0.61, 0.93, 0.45, 0.77, 0.58];
    private static readonly double[] _second = [0.79, 0.65, 0.88, 0.40, 0.70, 0.61];

    [Fact]
    public void Both_sides_equal_Rs_one_sided_tests()
    {
        foreach (JsonElement row in Golden.Of("means").GetProperty("equivalence").EnumerateArray())
        {
            double[] first = Golden.Numbers(row.GetProperty("first")), second = Golden.Numbers(row.GetProperty("second"));
            TTestResult test = row.GetProperty("kind").GetString() switch
            {
                "paired" => TTest.Paired(first, second),
                "welch" => TTest.Welch(first, second),
                _ => TTest.Pooled(first, second),
            };
            double low = row.GetProperty("low").GetDouble(), high = row.GetProperty("high").GetDouble();
            double lower = row.GetProperty("lower").GetDouble(), upper = row.GetProperty("upper").GetDouble();
            EquivalenceResult result = EquivalenceTest.Of(test, low, high);
            Close.To(lower, result.LowerPValue, 1e-11);
            Close.To(upper, result.UpperPValue, 1e-11);
            Assert.Equal(Math.Max(result.LowerPValue, result.UpperPValue), result.PValue);
            Close.To(lower, NonInferiorityTest.Above(test, low).PValue, 1e-11);
            Close.To(upper, NonInferiorityTest.Below(test, high).PValue, 1e-11);
        }
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.001)]
    public void A_margin_at_the_interval_is_just_significant(double alpha)
    {
        TTestResult test = TTest.Paired(_first, _second, confidence: 1 - 2 * alpha);
        Close.To(alpha, NonInferiorityTest.Above(test, test.Interval.Low).PValue, 1e-11);
        Close.To(alpha, NonInferiorityTest.Below(test, test.Interval.High).PValue, 1e-11);
        Close.To(alpha, EquivalenceTest.Of(test, test.Interval.Low - 1, test.Interval.High).PValue, 1e-11);
    }

    [Fact]
    public void A_result_does_not_depend_on_the_hypothesis_of_the_t_test() => Assert.Equal(
        EquivalenceTest.Of(TTest.Paired(_first, _second), -0.1, 0.1),
        EquivalenceTest.Of(TTest.Paired(_first, _second, 3, Alternative.Less, 0.8), -0.1, 0.1));

    [Fact]
    public void Bad_margins_and_data_without_variation_are_refused()
    {
        TTestResult test = TTest.Paired(_first, _second), constant = TTest.Paired(_first, _first);
        Refused("high", () => EquivalenceTest.Of(test, 0.1, 0.1));
        Refused("low", () => EquivalenceTest.Of(test, double.NaN, 0.1));
        Refused("high", () => EquivalenceTest.Of(test, 0, double.PositiveInfinity));
        Refused("margin", () => NonInferiorityTest.Above(test, double.NaN));
        Refused("margin", () => NonInferiorityTest.Below(test, double.NegativeInfinity));
        Refused("difference", () => EquivalenceTest.Of(constant, -1, 1));
        Refused("difference", () => NonInferiorityTest.Above(default, -1));
    }

    private static void Refused(string name, Action call) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(call).ParamName);
}
