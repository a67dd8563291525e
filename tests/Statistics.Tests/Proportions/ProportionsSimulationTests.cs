using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Tests.Proportions;

/// <summary>Size and coverage: by enumeration of all outcomes where they are few, by simulation with fixed seeds elsewhere.</summary>
public sealed class ProportionsSimulationTests
{
    private static readonly int _repetitions = MonteCarlo.Repetitions(3000);

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.35)]
    [InlineData(0.5)]
    public void Fishers_test_never_exceeds_its_level(double p)
    {
        double Size(Alternative alternative) => OverTables(12, p, 9, p, (a, c) => FisherExactTest.PValue(a, 12, c, 9, alternative) <= 0.05);

        Assert.InRange(Size(Alternative.TwoSided), 0, 0.05);
        Assert.InRange(Size(Alternative.Less), 0, 0.05);
        Assert.InRange(Size(Alternative.Greater), 0, 0.05);
    }

    [Theory]
    [InlineData(0.3, 0.3)]
    [InlineData(0.6, 0.25)]
    [InlineData(0.9, 0.8)]
    public void Intervals_of_two_proportions_cover(double p, double q)
    {
        const int M = 30, N = 25;
        double odds = p / (1 - p) / (q / (1 - q));
        Assert.InRange(OverTables(M, p, N, q, (a, c) => NewcombeInterval.Of(a, M, c, N).Interval.Contains(p - q)), 0.935, 0.985);
        Assert.InRange(OverTables(M, p, N, q, (a, c) => OddsRatio.Of(a, M, c, N).Interval.Contains(odds)), 0.945, 0.995);
        Assert.InRange(OverTables(M, p, N, q, (a, c) => RiskRatio.Of(a, M, c, N).Interval.Contains(p / q)), 0.935, 0.995);
        Assert.InRange(OverTables(M, p, N, q, (a, c) => ConditionalOddsRatio.Of(a, M, c, N).Interval.Contains(odds)), 0.95, 1);
    }

    [Theory]
    [InlineData(0.7, -0.1)]
    [InlineData(0.85, 0.1)]
    [InlineData(0.5, 0.2)]
    public void The_score_test_keeps_its_level_at_the_margin(double q, double margin)
    {
        const int M = 60, N = 50;
        double size = OverTables(M, q + margin, N, q, (a, c) =>
            ScoreDifferenceTest.Of(a, M, c, N, margin, margin < 0 ? Alternative.Greater : Alternative.Less).PValue <= 0.05);
        Assert.InRange(size, 0.035, 0.06);
        Assert.InRange(OverTables(M, q + margin, N, q, (a, c) =>
            ScoreDifferenceTest.Equivalence(a, M, c, N, -Math.Abs(margin), Math.Abs(margin)).PValue <= 0.05), 0, 0.06);
    }

    [Theory]
    [InlineData(0.2, 0.2, 0.0)]
    [InlineData(0.05, 0.15, 0.1)]
    [InlineData(0.15, 0.05, -0.1)]
    public void Tests_of_paired_proportions_keep_their_level(double firstOnly, double secondOnly, double margin)
    {
        const int Pairs = 60;
        double exact = 0, middle = 0, asymptotic = 0, corrected = 0, score = 0;
        for (int discordant = 0; discordant <= Pairs; discordant++)
        {
            double outer = BinomialDistribution.Mass(discordant, Pairs, firstOnly + secondOnly);
            for (int b = 0; b <= discordant; b++)
            {
                int c = discordant - b;
                double mass = outer * BinomialDistribution.Mass(b, discordant, firstOnly / (firstOnly + secondOnly));
                exact += McNemarTest.ExactPValue(b, c) <= 0.05 ? mass : 0;
                middle += McNemarTest.MidPValue(b, c) <= 0.05 ? mass : 0;
                asymptotic += McNemarTest.Asymptotic(b, c).PValue <= 0.05 ? mass : 0;
                corrected += McNemarTest.Asymptotic(b, c, corrected: true).PValue <= 0.05 ? mass : 0;
                score += PairedScoreTest.Of(Pairs, b, c, margin).PValue <= 0.05 ? mass : 0;
            }
        }
        Assert.InRange(score, 0.035, 0.06);
        if (margin == 0)
        {
            Assert.InRange(exact, 0.01, 0.05);
            Assert.InRange(corrected, 0.01, 0.05);
            Assert.InRange(middle, 0.03, 0.053);
            Assert.InRange(asymptotic, 0.035, 0.06);
            Assert.True(exact <= middle, "the mid-p value is below the exact one");
        }
        else
        {
            Assert.True(middle > 0.2, $"power {middle} against a difference");
        }
    }

    [Fact]
    public void Chi_square_tests_keep_their_level()
    {
        var random = new SimulationDraws(11);
        double[] shares = [0.1, 0.2, 0.3, 0.4];
        MonteCarlo.IsNear(0.05, MonteCarlo.Rate(_repetitions,
            () => ChiSquareTest.GoodnessOfFit(Draw(random, shares, 120), shares).PValue <= 0.05), _repetitions, 0.005);
        MonteCarlo.IsNear(0.05, MonteCarlo.Rate(_repetitions,
            () => ChiSquareTest.Independence([.. Draw(random, shares, 100), .. Draw(random, shares, 70)], 4).PValue <= 0.05),
            _repetitions, 0.005);
        MonteCarlo.IsAtMost(0.05, MonteCarlo.Rate(_repetitions, () =>
        {
            long a = random.Binomial(40, 0.4), c = random.Binomial(30, 0.4);
            return ChiSquareTest.Independence([a, 40 - a, c, 30 - c], 2, corrected: true).PValue <= 0.05;
        }), _repetitions);
    }

    /// <summary>The probability of a property of the successes of two groups.</summary>
    private static double OverTables(int m, double p, int n, double q, Func<int, int, bool> holds)
    {
        double probability = 0;
        for (int a = 0; a <= m; a++)
        {
            for (int c = 0; c <= n; c++)
            {
                if (holds(a, c))
                    probability += BinomialDistribution.Mass(a, m, p) * BinomialDistribution.Mass(c, n, q);
            }
        }
        return probability;
    }

    private static long[] Draw(SimulationDraws random, double[] shares, int total)
    {
        var counts = new long[shares.Length];
        for (int i = 0; i < total; i++)
        {
            double place = random.Uniform();
            int category = 0;
            while (category < shares.Length - 1 && (place -= shares[category]) >= 0)
                category++;
            counts[category]++;
        }
        return counts;
    }
}
