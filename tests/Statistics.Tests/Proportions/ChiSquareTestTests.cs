using System.Text.Json;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Tests.Proportions;

/// <summary>The tests of counts against R (Goldens/proportions.R).</summary>
public sealed class ChiSquareTestTests
{
    [Fact]
    public void Tables_of_two_equal_R_with_and_without_correction()
    {
        foreach (double[] row in Golden.Rows("proportions_r", "two"))
        {
            long[] table = [.. row[..4].Select(value => (long)value)];
            TestResult plain = ChiSquareTest.Independence(table, 2), corrected = ChiSquareTest.Independence(table, 2, corrected: true);
            Close.To(row[4], plain.Statistic, 1e-11);
            Close.To(row[5], plain.PValue, 1e-10);
            Close.To(row[6], corrected.Statistic, 1e-11);
            Close.To(row[7], corrected.PValue, 1e-10);
            Assert.Equal(1, plain.DegreesOfFreedom);
        }
    }

    [Fact]
    public void Larger_tables_and_shares_equal_R()
    {
        foreach (JsonElement row in Golden.Of("proportions_r").GetProperty("large").EnumerateArray())
        {
            long[] table = [.. Golden.Numbers(row.GetProperty("table")).Select(value => (long)value)];
            Compare(row, ChiSquareTest.Independence(table, row.GetProperty("columns").GetInt32()));
            Compare(row, ChiSquareTest.Independence(table, row.GetProperty("columns").GetInt32(), corrected: true));
        }
        foreach (JsonElement row in Golden.Of("proportions_r").GetProperty("fits").EnumerateArray())
        {
            long[] observed = [.. Golden.Numbers(row.GetProperty("observed")).Select(value => (long)value)];
            Compare(row, ChiSquareTest.GoodnessOfFit(observed, Golden.Numbers(row.GetProperty("expected"))));
        }

        static void Compare(JsonElement row, TestResult result)
        {
            Close.To(row.GetProperty("statistic").GetDouble(), result.Statistic, 1e-11);
            Close.To(row.GetProperty("df").GetDouble(), result.DegreesOfFreedom, 0);
            Close.To(row.GetProperty("p").GetDouble(), result.PValue, 1e-10);
        }
    }

    [Fact]
    public void A_perfect_fit_has_nothing_against_it()
    {
        Assert.Equal(new TestResult(0, 2, 1), ChiSquareTest.GoodnessOfFit([5, 5, 5]));
        Assert.Equal(ChiSquareTest.GoodnessOfFit([5, 6, 7]), ChiSquareTest.GoodnessOfFit([5, 6, 7], [2, 2, 2]));
        Assert.Equal(new TestResult(0, 1, 1), ChiSquareTest.Independence([5, 5, 6, 6], 2, corrected: true));
        Assert.Equal(12, ChiSquareTest.Independence([6, 0, 0, 6], 2).Statistic, 1e-14); // perfect separation
    }

    [Fact]
    public void What_can_not_be_tested_is_refused()
    {
        Refused("observed", () => ChiSquareTest.GoodnessOfFit([]));
        Refused("observed", () => ChiSquareTest.GoodnessOfFit([3]));
        Refused("observed", () => ChiSquareTest.GoodnessOfFit([0, 0]));
        Refused("observed", () => ChiSquareTest.GoodnessOfFit([1, -1]));
        Refused("expected", () => ChiSquareTest.GoodnessOfFit([1, 2], [1]));
        Refused("expected", () => ChiSquareTest.GoodnessOfFit([1, 2], [1, 0]));
        Refused("expected", () => ChiSquareTest.GoodnessOfFit([1, 2], [1, double.NaN]));
        Refused("columns", () => ChiSquareTest.Independence([1, 2], 1));
        Refused("table", () => ChiSquareTest.Independence([1, 2], 2));
        Refused("table", () => ChiSquareTest.Independence([1, 2, 3], 2));
        Refused("table", () => ChiSquareTest.Independence([1, 2, 0, 0], 2));
        Refused("table", () => ChiSquareTest.Independence([1, 0, 2, 0], 2));
        Refused("table", () => ChiSquareTest.Independence([0, 0, 0, 0], 2));
        Refused("table", () => ChiSquareTest.Independence([1, 2, -1, 4], 2));
    }

    private static void Refused(string name, Action call) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(call).ParamName);
}
