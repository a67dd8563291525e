using System.Text.Json;
using TrialKeep.Statistics.Randomness;
using TrialKeep.Statistics.Resampling;

namespace TrialKeep.Statistics.Tests.Resampling;

public sealed class PermutationTestTests
{
    private static readonly Alternative[] _sides = [Alternative.TwoSided, Alternative.Less, Alternative.Greater];
    private static readonly double[] _a = [0.82, 0.61, 0.93, 0.45, 0.77, 0.58, 0.66, 0.91, 0.39, 0.72, 0.84, 0.55];
    private static readonly double[] _b = [0.79, 0.65, 0.88, 0.40, 0.70, 0.61, 0.60, 0.85, 0.41, 0.66, 0.80, 0.49];

    [Fact]
    public void Exact_sign_flips_equal_the_enumeration_in_fractions()
    {
        foreach (JsonElement golden in Golden.Of("resampling").GetProperty("flips").EnumerateArray())
        {
            double[] differences = Golden.Numbers(golden.GetProperty("differences"));
            for (int side = 0; side < 3; side++)
                Close.To(golden.GetProperty("p")[side].GetDouble(), SignFlipTest.Exact(differences, _sides[side]).PValue, 1e-14);
        }
    }

    [Fact]
    public void Exact_divisions_equal_the_enumeration_in_fractions()
    {
        foreach (JsonElement golden in Golden.Of("resampling").GetProperty("divisions").EnumerateArray())
        {
            double[] first = Golden.Numbers(golden.GetProperty("first")), second = Golden.Numbers(golden.GetProperty("second"));
            for (int side = 0; side < 3; side++)
            {
                double expected = golden.GetProperty("p")[side].GetDouble();
                Close.To(expected, TwoSamplePermutationTest.Exact(first, second, _sides[side]).PValue, 1e-14);
                if (first.Length + second.Length <= 12 && first[0] < 1e6)
                    Close.To(expected, TwoSamplePermutationTest.Of(first, second, Rounded, _sides[side]).PValue, 1e-14);
            }
        }
    }

    [Fact]
    public void They_equal_scipy()
    {
        JsonElement scipy = SharedGolden.Scipy();
        double[] differences = [.. _a.Zip(_b, static (one, other) => one - other)];
        double flipped = scipy.GetProperty("perm_paired_signflip_exact").GetDouble();
        Close.To(flipped, SignFlipTest.Of(differences).PValue, 1e-14);
        Close.To(flipped, SignFlipTest.Of(_a, _b, Rounded).PValue, 1e-14);
        Close.To(scipy.GetProperty("perm_indep_exact_n6").GetDouble(), TwoSamplePermutationTest.Of(_a.AsSpan(0, 6), _b.AsSpan(0, 6)).PValue, 1e-14);
    }

    [Fact]
    public void Drawn_permutations_come_to_the_exact_p_value()
    {
        var settings = new ResamplingSettings { Resamples = 40_000, Seed = 3 };
        double[] differences = [.. _a.Zip(_b, static (one, other) => one - other)];
        foreach (Alternative side in _sides)
        {
            PermutationResult flipped = SignFlipTest.MonteCarlo(differences, side, settings), divided = TwoSamplePermutationTest.MonteCarlo(_a, _b, side, settings);
            Assert.False(flipped.IsExact || divided.IsExact);
            PermutationResult allFlips = SignFlipTest.Exact(differences, side), allDivisions = TwoSamplePermutationTest.Exact(_a, _b, side);
            Assert.Equal(allFlips.PValue, flipped.PValue, 4 * flipped.MonteCarloError);
            Assert.Equal(allDivisions.PValue, divided.PValue, 4 * divided.MonteCarloError);
            Assert.Equal((4096, 2704156), (allFlips.Permutations, allDivisions.Permutations));
            Assert.Equal(0, allFlips.MonteCarloError);
        }
        // The same statistic by the general way, beyond what it enumerates.
        double[] first = [.. _a, 0.5], second = [.. _b, 0.45];
        PermutationResult general = SignFlipTest.Of(first, second, Rounded, settings: settings);
        double[] longer = [.. first.Zip(second, static (one, other) => one - other)];
        Assert.Equal(SignFlipTest.Exact(longer).PValue, general.PValue, 4 * general.MonteCarloError);
        PermutationResult divisions = TwoSamplePermutationTest.Of(first, second, Rounded, settings: settings);
        Assert.Equal(TwoSamplePermutationTest.Exact(first, second).PValue, divisions.PValue, 4 * divisions.MonteCarloError);
    }

    [Fact]
    public void A_drawn_p_value_is_never_zero()
    {
        double[] far = [.. Enumerable.Range(1, 60).Select(static i => (double)i)], near = [.. far.Select(static one => -one)];
        var settings = new ResamplingSettings { Resamples = 99 };
        Assert.Equal(0.01, SignFlipTest.Of(far, settings: settings).PValue, 1e-15);
        Assert.Equal(0.01, TwoSamplePermutationTest.Of(far, near, settings: settings).PValue, 1e-15);
    }

    [Fact]
    public void Billions_of_permutations_are_counted_exactly()
    {
        double[] ones = [.. Enumerable.Repeat(1.0, 34)];
        ones[0] = ones[1] = -1;
        // A sum of 30 or more, or -30 or less: 0, 1 or 2 signs differ from the others.
        Close.To(2 * (1 + 34 + 561) / Math.Pow(2, 34), SignFlipTest.Exact(ones).PValue, 1e-14);
        double[] first = [.. Enumerable.Range(0, 15).Select(static i => i + 100.0)], second = [.. Enumerable.Range(0, 15).Select(static i => (double)i)];
        Close.To(2 / 155117520.0, TwoSamplePermutationTest.Exact(first, second).PValue, 1e-14);
    }

    [Fact]
    public void Clusters_flip_together()
    {
        double[] differences = [1, 2, -0.5, 3, 3, 0.25];
        PermutationResult clustered = SignFlipTest.Clustered(differences, [1, 1, 2, 3, 3, 4]);
        PermutationResult sums = SignFlipTest.Exact([3, -0.5, 6, 0.25]);
        Assert.Equal((sums.PValue, 16L), (clustered.PValue, clustered.Permutations));
        Close.To(8.75 / 6, clustered.Statistic, 1e-15);
        Assert.Equal(1, SignFlipTest.Clustered([0.3, -0.1, -0.2], [1, 1, 1]).PValue);
        Assert.Equal("clusters", Assert.Throws<ArgumentException>(() => SignFlipTest.Clustered([1, 2], [1])).ParamName);
    }

    [Fact]
    public void Small_and_degenerate_samples_have_a_defined_value()
    {
        Assert.Equal(new PermutationResult(0, 1, 1, true), SignFlipTest.Of([0.0, 0]));
        Assert.Equal(new PermutationResult(2, 1, 2, true), SignFlipTest.Of([2.0]));
        Assert.Equal(new PermutationResult(2, 0.5, 2, true), SignFlipTest.Of([2.0], Alternative.Greater));
        Assert.Equal(new PermutationResult(0, 1, 6, true), TwoSamplePermutationTest.Of([4.0, 4], [4.0, 4]));
        Assert.Equal(new PermutationResult(-1, 1, 2, true), TwoSamplePermutationTest.Of([1.0], [2.0]));
        Assert.Equal(1, SignFlipTest.MonteCarlo([0.0, 0]).PValue);
        Assert.Equal(1, TwoSamplePermutationTest.MonteCarlo([3.0, 3], [3.0]).PValue);
    }

    [Fact]
    public void What_cannot_be_tested_is_refused()
    {
        static void Refused(string name, Action act) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(act).ParamName);
        Refused("differences", () => SignFlipTest.Of([]));
        Refused("differences", () => SignFlipTest.Of([1, double.NaN]));
        Refused("differences", () => SignFlipTest.MonteCarlo([double.PositiveInfinity]));
        Refused("differences", () => SignFlipTest.Exact([.. Enumerable.Repeat(1.0, 41)]));
        Refused("second", () => SignFlipTest.Of([1, 2], [1], Rounded));
        Refused("statistic", () => SignFlipTest.Of([1], [2], static (_, _) => double.NaN));
        Refused("statistic", () => SignFlipTest.Of([1], [2], static (first, _) => first[0] == 2 ? double.NaN : 1));
        Refused("first", () => TwoSamplePermutationTest.Of([], [1]));
        Refused("second", () => TwoSamplePermutationTest.Of([1], [double.NegativeInfinity]));
        Refused("second", () => TwoSamplePermutationTest.Exact(new double[20], new double[21]));
        Refused("statistic", () => TwoSamplePermutationTest.Of([1], [2], static (_, _) => double.NaN));
    }

    [Fact]
    public void Under_the_null_hypothesis_they_reject_as_often_as_they_say()
    {
        int times = Simulation.Times(1000);
        static ResamplingSettings Settings(int i) => new() { Resamples = 199, Seed = (ulong)i, Threads = 1 };
        double exact = Simulation.Share(times, static (random, _) => SignFlipTest.Exact(Draw(random, 12, 3)).PValue <= 0.05);
        double drawn = Simulation.Share(times, static (random, i) => SignFlipTest.MonteCarlo(Draw(random, 40, 3), settings: Settings(i)).PValue <= 0.05);
        double two = Simulation.Share(times, static (random, _) => TwoSamplePermutationTest.Exact(Skewed(random, 5), Skewed(random, 9)).PValue <= 0.05);
        double twoDrawn = Simulation.Share(times, static (random, i) => TwoSamplePermutationTest.MonteCarlo(Skewed(random, 30), Skewed(random, 15), settings: Settings(i)).PValue <= 0.05);
        double clustered = Simulation.Share(times, static (random, i) =>
        {
            double[] effects = Draw(random, 16, 1);
            int[] clusters = [.. Enumerable.Range(0, 64).Select(static item => item / 4)];
            return SignFlipTest.Clustered([.. clusters.Select(cluster => effects[cluster] + random.NextNormal())], clusters, settings: Settings(i)).PValue <= 0.05;
        });
        foreach (double share in (double[])[exact, drawn, two, twoDrawn, clustered])
            Simulation.IsNominal(0.05, share, times, below: 0.002);
    }

    private static double[] Draw(SeededRandom random, int n, double power) =>
        [.. Enumerable.Range(0, n).Select(_ => random.NextNormal()).Select(z => Math.Sign(z) * Math.Pow(Math.Abs(z), power))];

    private static double[] Skewed(SeededRandom random, int n) => [.. Enumerable.Range(0, n).Select(_ => Math.Exp(random.NextNormal()))];

    private static double Rounded(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double one = 0, other = 0;
        foreach (double value in first)
            one += value;
        foreach (double value in second)
            other += value;
        return Math.Round(one / first.Length - other / second.Length, 12);
    }
}
