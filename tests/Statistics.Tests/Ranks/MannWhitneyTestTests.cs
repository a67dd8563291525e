using System.Numerics;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Statistics.Ranks;

namespace TrialKeep.Statistics.Tests.Ranks;

public sealed class MannWhitneyTestTests
{
    private static readonly Alternative[] _sides = [Alternative.TwoSided, Alternative.Less, Alternative.Greater];

    public static TheoryData<string> Cases => [.. Golden.Of("ranks").GetProperty("samples").EnumerateObject().Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_equals_coin_and_R(string name)
    {
        JsonElement golden = Golden.Of("ranks").GetProperty("samples").GetProperty(name);
        double[] first = Golden.Numbers(golden.GetProperty("first")), second = Golden.Numbers(golden.GetProperty("second"));
        double u = golden.GetProperty("U").GetDouble();
        for (int side = 0; side < 3; side++)
        {
            Alternative alternative = _sides[side];
            MannWhitneyResult exact = MannWhitneyTest.Exact(first, second, alternative);
            Assert.Equal(u, exact.U);
            Close.To(u / (first.Length * second.Length), exact.Superiority, 1e-15);
            Close.To(golden.GetProperty("exact")[side].GetDouble(), exact.PValue, 1e-10);
            Close.To(golden.GetProperty("asymptotic")[side].GetDouble(), MannWhitneyTest.Asymptotic(first, second, alternative, continuity: false).PValue, 1e-10);
            Close.To(golden.GetProperty("continuity")[side].GetDouble(), MannWhitneyTest.Asymptotic(first, second, alternative).PValue, 1e-10);
        }
    }

    [Fact]
    public void It_equals_scipy()
    {
        JsonElement scipy = SharedGolden.Scipy();
        double[] a = [0.82, 0.61, 0.93, 0.45, 0.77, 0.58, 0.66, 0.91, 0.39, 0.72, 0.84, 0.55];
        double[] b = [0.79, 0.65, 0.88, 0.40, 0.70, 0.61, 0.60, 0.85, 0.41, 0.66, 0.80, 0.49];
        double[] asymptotic = SharedGolden.Numbers(scipy.GetProperty("mwu_asym")), exact = SharedGolden.Numbers(scipy.GetProperty("mwu_exact"));
        Assert.Equal(asymptotic[0], MannWhitneyTest.Of(a, b).U);
        Close.To(asymptotic[1], MannWhitneyTest.Asymptotic(a, b).PValue, 1e-10);
        // scipy's exact p ignores the two ties: with one broken upwards and one downwards U is the same and nothing ties.
        a[1] += 1e-6;
        a[6] -= 1e-6;
        MannWhitneyResult untied = MannWhitneyTest.Of(a, b);
        Assert.Equal(exact[0], untied.U);
        Close.To(exact[1], untied.PValue, 1e-12);
    }

    [Fact]
    public void Small_samples_with_ties_equal_the_enumeration_of_all_divisions() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte[] Draws, byte First)>(), draw =>
        {
            double[] all = [.. draw.Draws.Take(10).Select(static one => (double)(one % 5))];
            if (all.Length < 2)
                return;
            int first = 1 + draw.First % (all.Length - 1);
            foreach (Alternative alternative in _sides)
                Close.To(ByEnumeration(all, first, alternative), MannWhitneyTest.Exact(all.AsSpan(0, first), all.AsSpan(first), alternative).PValue, 1e-12);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Exact_and_asymptotic_meet_where_the_choice_changes()
    {
        double[] first = [.. Enumerable.Range(0, 50).Select(static i => (double)(i * 37 % 101))], second = [.. Enumerable.Range(0, 51).Select(static i => i * 53 % 97 + 9.5)];
        Close.To(MannWhitneyTest.Exact(first, second).PValue, MannWhitneyTest.Asymptotic(first, second).PValue, 2e-2);
        Assert.Equal(MannWhitneyTest.Asymptotic(first, second), MannWhitneyTest.Of(first, second));
    }

    [Fact]
    public void Small_and_degenerate_samples_have_a_defined_value()
    {
        Assert.Equal(new MannWhitneyResult(1, 1, 1), MannWhitneyTest.Of([2], [1]));
        Assert.Equal(new MannWhitneyResult(2, 0.5, 1), MannWhitneyTest.Of([4, 4], [4, 4]));
        Assert.Equal(1, MannWhitneyTest.Asymptotic([4, 4], [4, 4]).PValue);
        Assert.Equal(new MannWhitneyResult(0, 0, 1.0 / 3), MannWhitneyTest.Of([1, 2], [3, double.PositiveInfinity]));
        Assert.Equal(0.5, MannWhitneyTest.Of([double.PositiveInfinity], [double.PositiveInfinity]).Superiority);
        Assert.Equal(0.5, MannWhitneyTest.Of([0.1 + 0.2], [0.3]).Superiority);
    }

    [Fact]
    public void What_cannot_be_tested_is_refused()
    {
        Assert.Equal("first", Assert.Throws<ArgumentException>(() => MannWhitneyTest.Of([], [1])).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => MannWhitneyTest.Of([1], [])).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => MannWhitneyTest.Of([1], [double.NaN])).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => MannWhitneyTest.Exact(new double[100], new double[101])).ParamName);
    }

    [Fact]
    public void Under_the_null_hypothesis_it_rejects_no_more_than_its_level()
    {
        int times = Simulation.Times(2000);
        double exact = Simulation.Share(times, static (random, _) => MannWhitneyTest.Of(Skewed(random, 8), Skewed(random, 13)).PValue <= 0.05);
        double asymptotic = Simulation.Share(times, static (random, _) => MannWhitneyTest.Of(Skewed(random, 80), Skewed(random, 60)).PValue <= 0.05);
        Simulation.IsNominal(0.05, exact, times, below: 0.01);
        Simulation.IsNominal(0.05, asymptotic, times, below: 0.005);
    }

    private static double[] Skewed(Statistics.Randomness.SeededRandom random, int n) =>
        [.. Enumerable.Range(0, n).Select(_ => Math.Round(Math.Exp(random.NextNormal()), 1))];

    private static double ByEnumeration(double[] all, int first, Alternative alternative)
    {
        double[] ranks = MidRanks.Of(all);
        double expected = first * (all.Length + 1) / 2.0, seen = ranks.Take(first).Sum();
        int counted = 0, divisions = 0;
        for (uint choice = 0; choice < 1u << all.Length; choice++)
        {
            if (BitOperations.PopCount(choice) != first)
                continue;
            double sum = Enumerable.Range(0, all.Length).Sum(i => (choice >> i & 1) != 0 ? ranks[i] : 0);
            divisions++;
            bool counts = alternative switch
            {
                Alternative.Less => sum <= seen,
                Alternative.Greater => sum >= seen,
                _ => Math.Abs(sum - expected) >= Math.Abs(seen - expected),
            };
            counted += counts ? 1 : 0;
        }
        return (double)counted / divisions;
    }
}
