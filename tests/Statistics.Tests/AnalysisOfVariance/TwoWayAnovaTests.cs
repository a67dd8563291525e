using System.Text.Json;
using TrialKeep.Statistics.AnalysisOfVariance;
using TrialKeep.Statistics.Means;

namespace TrialKeep.Statistics.Tests.AnalysisOfVariance;

public sealed class TwoWayAnovaTests
{
    public static TheoryData<string> Cases => [.. Golden.Of("anova").GetProperty("two").EnumerateObject().Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_equals_the_comparison_of_models(string name)
    {
        JsonElement golden = Golden.Of("anova").GetProperty("two").GetProperty(name);
        double[] y = golden.Numbers("y");
        int[] g = Labels(golden, "g"), h = Labels(golden, "h");
        foreach ((string type, SumsOfSquares squares) in new[] { ("two", SumsOfSquares.TypeTwo), ("three", SumsOfSquares.TypeThree) })
        {
            TwoWayResult result = TwoWayAnova.Of(y, g, h, squares);
            AnovaRows.AreClose(golden.Numbers(type + "_g"), result.First);
            AnovaRows.AreClose(golden.Numbers(type + "_h"), result.Second);
            AnovaRows.AreClose(golden.Numbers("interaction"), Assert.NotNull(result.Interaction));
            AnovaRows.AreClose(golden.Numbers("error"), result.Error);
            Assert.Equal(result.First, TwoWayAnova.Of(y, g, h, squares).First);
            Close.To(result.First.SumOfSquares, TwoWayAnova.Of(y, h, g, squares).Second.SumOfSquares, 1e-11);
        }
        TwoWayResult plus = TwoWayAnova.Additive(y, g, h);
        AnovaRows.AreClose(golden.Numbers("plus_g"), plus.First);
        AnovaRows.AreClose(golden.Numbers("plus_h"), plus.Second);
        AnovaRows.AreClose(golden.Numbers("plus_error"), plus.Error);
        Assert.Null(plus.Interaction);
    }

    [Fact]
    public void Balanced_data_have_one_decomposition_and_effectsizes_effects()
    {
        JsonElement golden = Golden.Of("anova").GetProperty("two").GetProperty("balanced");
        TwoWayResult result = TwoWayAnova.Of(golden.Numbers("y"), Labels(golden, "g"), Labels(golden, "h"));
        AnovaTerm[] terms = [result.First, result.Second, Assert.NotNull(result.Interaction)];
        for (int i = 0; i < 3; i++)
        {
            Close.To(golden.Numbers("eta")[i], terms[i].EtaSquared, 1e-10);
            Close.To(golden.Numbers("eta_partial")[i], terms[i].PartialEtaSquared, 1e-10);
            Assert.Equal(golden.Numbers("omega")[i], Math.Max(0, terms[i].OmegaSquared), 1e-11);
            Assert.Equal(golden.Numbers("omega_partial")[i], Math.Max(0, terms[i].PartialOmegaSquared), 1e-11);
        }
        Assert.True(terms[2].OmegaSquared < 0);
        Close.To(result.First.TotalSumOfSquares, terms.Sum(static term => term.SumOfSquares) + result.Error.SumOfSquares, 1e-12);
    }

    [Fact]
    public void Complete_blocks_equal_aov()
    {
        foreach (JsonElement golden in Golden.Of("anova").GetProperty("blocks").EnumerateArray())
        {
            double[] y = golden.Numbers("y");
            int k = (int)golden.Number("k");
            TwoWayResult result = BlockedAnova.Of(y, [.. y.Select((_, i) => i % k)], [.. y.Select((_, i) => i / k)]);
            AnovaRows.AreClose(golden.Numbers("treatment"), result.First);
            AnovaRows.AreClose(golden.Numbers("block"), result.Second);
            AnovaRows.AreClose(golden.Numbers("error"), result.Error);
            if (k != 2)
                continue;
            TTestResult paired = TTest.Paired([.. y.Where((_, i) => i % 2 == 0)], [.. y.Where((_, i) => i % 2 == 1)]);
            Close.To(paired.Statistic * paired.Statistic, result.First.Test.Statistic, 1e-10);
            Close.To(paired.PValue, result.First.Test.PValue, 1e-10);
        }
    }

    [Fact]
    public void A_large_offset_costs_no_digits()
    {
        double[] y = [0.5, 1.25, 3, 2.5, 0.75, 1, 4, 4.5];
        int[] g = [1, 1, 1, 1, 2, 2, 2, 2], h = [1, 1, 2, 2, 1, 1, 2, 2];
        Close.To(TwoWayAnova.Of(y, g, h).First.Test.PValue, TwoWayAnova.Of([.. y.Select(static value => value + 1e9)], g, h).First.Test.PValue, 1e-12);
    }

    [Fact]
    public void Equal_values_have_a_p_value_of_1()
    {
        TwoWayResult equal = TwoWayAnova.Of(Enumerable.Repeat(0.7, 8).ToArray(), [1, 1, 1, 1, 2, 2, 2, 2], [1, 1, 2, 2, 1, 1, 2, 2]);
        Assert.All((AnovaTerm[])[equal.First, equal.Second, Assert.NotNull(equal.Interaction)],
            static term => Assert.Equal((0, 0, 1), (term.SumOfSquares, term.Test.Statistic, term.Test.PValue)));
    }

    [Fact]
    public void What_cannot_be_told_apart_is_refused()
    {
        int[] g = [1, 1, 1, 1, 2, 2, 2, 2], h = [1, 1, 2, 2, 1, 1, 2, 2];
        double[] y = [1, 2, 3, 5, 4, 4, 1, 0];
        Refused("values", () => TwoWayAnova.Of([], [], []));
        Refused("values", () => TwoWayAnova.Of([1], [1], [1]));
        Refused("values", () => TwoWayAnova.Of([1, 2, 3, double.NaN], [1, 1, 2, 2], [1, 2, 1, 2]));
        Refused("first", () => TwoWayAnova.Of(y, [1], h));
        Refused("second", () => TwoWayAnova.Of(y, g, [1]));
        Refused("first", () => TwoWayAnova.Additive(y, new int[8], h));
        Refused("second", () => TwoWayAnova.Additive(y, g, new int[8]));
        Refused("values", () => TwoWayAnova.Of([1, 2, 3, 5], [1, 1, 2, 2], [1, 2, 1, 2]));
        Refused("second", () => TwoWayAnova.Of([1, 2, 3, 5, 6], [1, 1, 2, 2, 2], [1, 2, 1, 1, 1]));
        Refused("second", () => TwoWayAnova.Additive(y, g, g));
        Refused("values", () => TwoWayAnova.Additive([1, 2, 3], [1, 1, 2], [1, 2, 1]));
        Refused("values", () => TwoWayAnova.Of([1, 1, 2, 2, 3, 3, 5, 5], g, h));
        Refused("values", () => TwoWayAnova.Additive([1, 1, 2, 2, 3, 3, 4, 4], g, h));
        Refused("blocks", () => BlockedAnova.Of([1, 2, 3], [1, 2, 1], [1, 1, 2]));
        Assert.Contains("The treatment 2 is observed 2 times in the block 7 and another 1 times",
            Refused("blocks", () => BlockedAnova.Of([1, 2, 3, 4, 5], [1, 2, 1, 2, 2], [1, 1, 7, 7, 7])), StringComparison.Ordinal);
        Refused("blocks", () => BlockedAnova.Of([1, 2], [1, 2], [1]));
        Refused("treatments", () => BlockedAnova.Of([1, 2], [1], [1, 2]));
        Refused("values", () => BlockedAnova.Of([1, 2, double.NegativeInfinity, 4], [1, 2, 1, 2], [1, 1, 2, 2]));
    }

    [Fact]
    public void Tests_hold_their_level_in_unbalanced_data_and_in_blocks()
    {
        int[] g = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3], h = [1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 2, 1, 2, 2, 2];
        // The second factor has an effect, the first and the interaction none.
        Simulation.IsNominal(1000, 0.05, 0, random => TwoWayAnova.Of([.. h.Select(level => 3 * level + random.NextNormal())], g, h).First.Test.PValue <= 0.05);
        Simulation.IsNominal(1000, 0.05, 0, random =>
            TwoWayAnova.Of([.. h.Select(level => 3 * level + random.NextNormal())], g, h, SumsOfSquares.TypeThree).Interaction!.Value.Test.PValue <= 0.05);
        int[] treatments = [.. Enumerable.Range(0, 24).Select(static i => i % 3)], blocks = [.. Enumerable.Range(0, 24).Select(static i => i / 3)];
        Simulation.IsNominal(1000, 0.05, 0, random =>
        {
            double[] shared = Simulation.Draw(8, () => 5 * random.NextNormal());
            return BlockedAnova.Of([.. blocks.Select(block => shared[block] + random.NextNormal())], treatments, blocks).First.Test.PValue <= 0.05;
        });
    }

    private static int[] Labels(JsonElement golden, string name) => [.. golden.Numbers(name).Select(static value => (int)value)];

    private static string Refused(string name, Func<object> call)
    {
        ArgumentException refusal = Assert.ThrowsAny<ArgumentException>(() => call());
        Assert.Equal(name, refusal.ParamName);
        return refusal.Message;
    }
}
