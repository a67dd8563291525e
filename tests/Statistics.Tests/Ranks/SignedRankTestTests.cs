using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Ranks;

namespace TrialKeep.Statistics.Tests.Ranks;

public sealed class SignedRankTestTests
{
    private static readonly Alternative[] _sides = [Alternative.TwoSided, Alternative.Less, Alternative.Greater];

    public static TheoryData<string> Cases => [.. Golden.Of("ranks").GetProperty("pairs").EnumerateObject().Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_equals_coin_and_R(string name)
    {
        JsonElement golden = Golden.Of("ranks").GetProperty("pairs").GetProperty(name);
        double[] first = Golden.Numbers(golden.GetProperty("first")), second = Golden.Numbers(golden.GetProperty("second"));
        Assert.Equal(golden.GetProperty("V").GetDouble(), SignedRankTest.Of(first, second).PositiveRankSum);
        for (int side = 0; side < 3; side++)
        {
            Alternative alternative = _sides[side];
            double Expected(string key) => golden.GetProperty(key)[side].GetDouble();
            Close.To(Expected("exact"), SignedRankTest.Exact(first, second, ZeroHandling.LeaveOut, alternative).PValue, 1e-10);
            Close.To(Expected("pratt"), SignedRankTest.Exact(first, second, ZeroHandling.Pratt, alternative).PValue, 1e-10);
            Close.To(Expected("asymptotic"), SignedRankTest.Asymptotic(first, second, ZeroHandling.LeaveOut, alternative, continuity: false).PValue, 1e-10);
            Close.To(Expected("continuity"), SignedRankTest.Asymptotic(first, second, ZeroHandling.LeaveOut, alternative).PValue, 1e-10);
            Close.To(Expected("prattAsymptotic"), SignedRankTest.Asymptotic(first, second, ZeroHandling.Pratt, alternative, continuity: false).PValue, 1e-10);
            Close.To(Expected("sign"), SignTest.Of(first, second, alternative).PValue, 1e-10);
        }
    }

    /// <summary>scipy's exact p ignores the ties: it is that of the rank sum 9 among 12 ranks without ties.</summary>
    [Fact]
    public void Without_ties_it_equals_scipy()
    {
        double[] expected = SharedGolden.Numbers(SharedGolden.Scipy().GetProperty("wilcoxon_exact"));
        SignedRankResult result = SignedRankTest.Exact([-4, -5, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12]);
        Assert.Equal(expected[0], result.NegativeRankSum);
        Close.To(expected[1], result.PValue, 1e-14);
    }

    [Fact]
    public void Small_samples_with_ties_and_zeros_equal_the_enumeration_of_all_sign_patterns() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(sbyte[] Draws, bool Pratt)>(), draw =>
        {
            double[] differences = [.. draw.Draws.Take(11).Select(static one => (double)(one % 5))];
            ZeroHandling zeros = draw.Pratt ? ZeroHandling.Pratt : ZeroHandling.LeaveOut;
            foreach (Alternative alternative in _sides)
                Close.To(ByEnumeration(differences, draw.Pratt, alternative), SignedRankTest.Exact(differences, zeros, alternative).PValue, 1e-12);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Rounding_breaks_no_tie()
    {
        double[] first = [0.82, 0.07, 0.3], second = [0.79, 0.04, 0.3 + 5.6e-17];
        SignedRankResult result = SignedRankTest.Of(first, second);
        Assert.Equal((3.0, 0.0, 1), (result.PositiveRankSum, result.NegativeRankSum, result.Zeros));
        Assert.Equal(0.5, result.PValue);
        double[] differences = [first[0] - second[0], first[1] - second[1], second[0] - first[0]];
        Assert.NotEqual(differences[0], differences[1]);
        Assert.Equal((4.0, 2.0), (SignedRankTest.Of(differences).PositiveRankSum, SignedRankTest.Of(differences).NegativeRankSum));
    }

    [Fact]
    public void Small_and_degenerate_samples_have_a_defined_value()
    {
        foreach (double[] none in (double[][])[[], [0], [0, 0, 0]])
        {
            Assert.Equal(new SignedRankResult(0, 0, 0, 0, none.Length, 1), SignedRankTest.Of(none));
            Assert.Equal(1, SignedRankTest.Asymptotic(none).PValue);
            Assert.Equal(0, SignedRankTest.Of(none, ZeroHandling.Pratt).RankBiserial);
        }
        Assert.Equal(1, SignedRankTest.Of([5.0]).PValue);
        Assert.Equal(0.5, SignedRankTest.Of([5.0, 2]).PValue);
        Assert.Equal(0.125, SignedRankTest.Of([3.0, 3, 3, 3]).PValue);
        Assert.Equal(1, SignedRankTest.Of([3.0, 3, 3, 3]).RankBiserial);
    }

    [Fact]
    public void Infinite_differences_rank_above_all_others()
    {
        SignedRankResult result = SignedRankTest.Of([double.PositiveInfinity, -1, double.NegativeInfinity, double.PositiveInfinity]);
        Assert.Equal((6.0, 4.0), (result.PositiveRankSum, result.NegativeRankSum));
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => SignedRankTest.Of([double.PositiveInfinity], [double.PositiveInfinity])).ParamName);
    }

    [Fact]
    public void What_cannot_be_tested_is_refused()
    {
        Assert.Equal("differences", Assert.Throws<ArgumentException>(() => SignedRankTest.Of([1, double.NaN])).ParamName);
        Assert.Equal("first", Assert.Throws<ArgumentException>(() => SignedRankTest.Of([double.NaN], [1])).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => SignedRankTest.Of([1, 2], [1])).ParamName);
        double[] many = [.. Enumerable.Range(1, 1001)];
        Assert.Equal("differences", Assert.Throws<ArgumentException>(() => SignedRankTest.Exact(many)).ParamName);
        Assert.InRange(SignedRankTest.Of(many).PValue, 0, 1e-100);
    }

    [Fact]
    public void Exact_and_asymptotic_meet_where_the_choice_changes()
    {
        double[] differences = [.. Enumerable.Range(1, 200).Select(static i => i % 9 < 4 ? -(double)i : i)];
        Close.To(SignedRankTest.Exact(differences).PValue, SignedRankTest.Asymptotic(differences).PValue, 5e-3);
    }

    [Fact]
    public void Under_the_null_hypothesis_it_rejects_no_more_than_its_level()
    {
        int times = Simulation.Times(4000);
        double exact = Simulation.Share(times, static (random, _) => SignedRankTest.Of(Symmetric(random, 20)).PValue <= 0.05);
        double asymptotic = Simulation.Share(times, static (random, _) => SignedRankTest.Asymptotic(Symmetric(random, 40), ZeroHandling.Pratt).PValue <= 0.05);
        Simulation.IsNominal(0.05, exact, times, below: 0.01);
        Simulation.IsNominal(0.05, asymptotic, times, below: 0.015);
    }

    /// <summary>Heavy-tailed and symmetric, with ties and zeros.</summary>
    private static double[] Symmetric(Statistics.Randomness.SeededRandom random, int n) =>
        [.. Enumerable.Range(0, n).Select(_ => Math.Round(Math.Pow(random.NextNormal(), 3), 1))];

    private static double ByEnumeration(double[] differences, bool pratt, Alternative alternative)
    {
        double[] kept = pratt ? differences : [.. differences.Where(static one => one != 0)];
        double[] ranks = MidRanks.Of([.. kept.Select(Math.Abs)]);
        int[] signed = [.. Enumerable.Range(0, kept.Length).Where(i => kept[i] != 0)];
        double seen = signed.Sum(i => Math.Sign(kept[i]) * ranks[i]);
        int counted = 0;
        for (int pattern = 0; pattern < 1 << signed.Length; pattern++)
        {
            double sum = 0;
            for (int i = 0; i < signed.Length; i++)
                sum += (pattern >> i & 1) != 0 ? ranks[signed[i]] : -ranks[signed[i]];
            bool counts = alternative switch
            {
                Alternative.Less => sum <= seen,
                Alternative.Greater => sum >= seen,
                _ => Math.Abs(sum) >= Math.Abs(seen),
            };
            counted += counts ? 1 : 0;
        }
        return (double)counted / (1 << signed.Length);
    }
}
