using System.Text.Json;
using TrialKeep.Statistics.Ranks;

namespace TrialKeep.Statistics.Tests.Ranks;

public sealed class SeveralGroupsTests
{
    public static TheoryData<string> Cases => [.. Golden.Of("anova").GetProperty("one").EnumerateObject().Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Kruskal_Wallis_and_Dunn_equal_R(string name)
    {
        JsonElement golden = Golden.Of("anova").GetProperty("one").GetProperty(name), dunn = golden.GetProperty("dunn");
        double[] y = golden.Numbers("y"), expected = golden.Numbers("kruskal");
        int[] groups = [.. golden.Numbers("g").Select(static value => (int)value)];
        TestResult test = KruskalWallisTest.Of(y, groups);
        Close.To(expected[0], test.Statistic, 1e-10);
        Assert.Equal(expected[1], test.DegreesOfFreedom);
        Close.To(expected[2], test.PValue, 1e-10);
        RankPair[] pairs = DunnTest.Of(y, groups);
        Assert.Equal(dunn.Numbers("z").Length, pairs.Length);
        for (int i = 0; i < pairs.Length; i++)
        {
            Close.To(dunn.Numbers("z")[i], pairs[i].Statistic, 1e-10);
            Close.To(dunn.Numbers("p")[i], pairs[i].PValue, 1e-10);
            Close.To(dunn.Numbers("adjusted")[i], pairs[i].AdjustedPValue, 1e-10);
            Assert.True(pairs[i].First < pairs[i].Second);
        }
    }

    [Fact]
    public void Two_groups_are_the_Mann_Whitney_test()
    {
        double[] first = [1, 2, 2, 3, 3, 3, 4], second = [2, 3, 4, 4, 5];
        int[] groups = [.. Enumerable.Repeat(1, 7), .. Enumerable.Repeat(2, 5)];
        double p = MannWhitneyTest.Asymptotic(first, second, continuity: false).PValue;
        Close.To(p, KruskalWallisTest.Of([.. first, .. second], groups).PValue, 1e-12);
        Close.To(p, DunnTest.Of([.. first, .. second], groups)[0].PValue, 1e-12);
    }

    [Fact]
    public void Friedman_equals_R_and_the_enumeration_of_all_orders()
    {
        foreach (JsonElement golden in Golden.Of("anova").GetProperty("friedman").EnumerateArray())
        {
            double[] y = golden.Numbers("y"), chi = golden.Numbers("chi"), iman = golden.Numbers("iman");
            int k = (int)golden.Number("k");
            FriedmanResult result = FriedmanTest.Of(y, k);
            Close.To(chi[0], result.ChiSquared.Statistic, 1e-10);
            Assert.Equal(chi[1], result.ChiSquared.DegreesOfFreedom);
            Close.To(chi[2], result.ChiSquared.PValue, 1e-10);
            Close.To(iman[0], result.ImanDavenport.Statistic, 1e-10);
            Assert.Equal((iman[1], iman[2]), (result.ImanDavenport.NumeratorDegreesOfFreedom, result.ImanDavenport.DenominatorDegreesOfFreedom));
            Close.To(iman[3], result.ImanDavenport.PValue, 1e-10);
            Close.To(chi[0] / (y.Length / k * (k - 1)), result.Concordance, 1e-10);
            foreach ((double expected, double actual) in golden.Numbers("means").Zip(result.MeanRanks))
                Close.To(expected, actual, 1e-12);
            if (golden.TryGetProperty("exact", out JsonElement exact))
                Close.To(exact.GetDouble(), FriedmanTest.ExactPValue(y, k), 1e-10);
        }
    }

    [Fact]
    public void Two_treatments_are_the_sign_test()
    {
        double[] y = [2, 1, 3, 1, 5, 2, 1, 4, 3, 3, 7, 2];
        double[] first = [.. y.Where(static (_, i) => i % 2 == 0)], second = [.. y.Where(static (_, i) => i % 2 == 1)];
        Close.To(SignTest.Of(first, second).PValue, FriedmanTest.ExactPValue(y, 2), 1e-12);
    }

    [Fact]
    public void Agreement_and_ties_have_a_defined_value()
    {
        FriedmanResult agreed = FriedmanTest.Of([1, 2, 3, 10, 20, 30], 3), tied = FriedmanTest.Of([1, 1, 1, 2, 2, 2], 3);
        Assert.Equal((1, double.PositiveInfinity, 0), (agreed.Concordance, agreed.ImanDavenport.Statistic, agreed.ImanDavenport.PValue));
        Close.To(1 / 6.0, FriedmanTest.ExactPValue([1, 2, 3, 10, 20, 30], 3), 1e-12);
        Assert.Equal((0, 0, 1, 1), (tied.Concordance, tied.ChiSquared.Statistic, tied.ChiSquared.PValue, tied.ImanDavenport.PValue));
        Close.To(1, FriedmanTest.ExactPValue([1, 1, 1, 2, 2, 2], 3), 1e-12);
        Assert.Equal(agreed.MeanRanks, FriedmanTest.Of([1, 2, double.PositiveInfinity, double.NegativeInfinity, 20, 30], 3).MeanRanks);
        Assert.Equal(tied.ChiSquared, FriedmanTest.Of([0.3, 0.1 + 0.2, 0.3, 0.3, 0.1 + 0.2, 0.3], 3).ChiSquared);
        Assert.Equal(new TestResult(0, 1, 1), KruskalWallisTest.Of([4, 4, 4], [1, 1, 2]));
        Assert.Equal(new RankPair(1, 2, 0, 0, 1, 1), Assert.Single(DunnTest.Of([4, 4, 4], [1, 1, 2])));
        Assert.Equal(new TestResult(1, 1, KruskalWallisTest.Of([1, 2], [2, 1]).PValue), KruskalWallisTest.Of([1, 2], [1, 2]));
    }

    [Fact]
    public void What_cannot_be_ranked_is_refused()
    {
        Refused("values", () => KruskalWallisTest.Of([], []));
        Refused("values", () => KruskalWallisTest.Of([1], [1]));
        Refused("values", () => KruskalWallisTest.Of([1, double.NaN], [1, 2]));
        Refused("groups", () => KruskalWallisTest.Of([1, 2], [1, 1]));
        Refused("groups", () => DunnTest.Of([1, 2], [1]));
        Refused("treatments", () => FriedmanTest.Of([1, 2], 1));
        Refused("values", () => FriedmanTest.Of([], 2));
        Refused("values", () => FriedmanTest.Of([1, 2], 2));
        Refused("values", () => FriedmanTest.Of([1, 2, 3, 4, 5], 2));
        Refused("values", () => FriedmanTest.Of([1, 2, 3, double.NaN], 2));
        Refused("treatments", () => FriedmanTest.ExactPValue(new double[14], 7));
        Refused("values", () => FriedmanTest.ExactPValue([.. Enumerable.Range(0, 600).Select(static i => (double)(i * 37 % 101))], 6));
    }

    [Fact]
    public void Tests_hold_their_level_on_skewed_data()
    {
        int[] groups = [.. Enumerable.Range(0, 45).Select(static i => i % 3)];
        Simulation.IsNominal(2000, 0.05, 0.01, random => KruskalWallisTest.Of(Simulation.Draw(45, () => Math.Exp(random.NextNormal())), groups).PValue <= 0.05);
        Simulation.IsNominal(2000, 0.05, 0.01, random => FriedmanTest.Of(Simulation.Draw(60, () => Math.Exp(random.NextNormal())), 4).ImanDavenport.PValue <= 0.05);
        Simulation.IsAtMost(200, 0.05, random => FriedmanTest.ExactPValue(Simulation.Draw(18, () => Math.Round(2 * random.NextNormal())), 3) <= 0.05);
    }

    private static void Refused(string name, Func<object> call) =>
        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => call()).ParamName);
}
