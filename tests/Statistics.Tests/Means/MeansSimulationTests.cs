using TrialKeep.Statistics.Descriptive;
using TrialKeep.Statistics.Means;

namespace TrialKeep.Statistics.Tests.Means;

/// <summary>Size and coverage on simulated data with fixed seeds.</summary>
public sealed class MeansSimulationTests
{
    private static readonly int _repetitions = MonteCarlo.Repetitions(2000);

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(30)]
    public void One_sample_and_paired_tests_hold_their_level_and_cover(int n)
    {
        var random = new SimulationDraws(1);
        MonteCarlo.IsNear(0.05, MonteCarlo.Rate(_repetitions,
            () => TTest.OneSample(Normal(random, n, 3, 2), 3).PValue <= 0.05), _repetitions);
        MonteCarlo.IsNear(0.1, MonteCarlo.Rate(_repetitions,
            () => TTest.OneSample(Normal(random, n, 3, 2), 3, Alternative.Less).PValue <= 0.1), _repetitions);
        MonteCarlo.IsNear(0.9, MonteCarlo.Rate(_repetitions,
            () => TTest.OneSample(Normal(random, n, 3, 2), confidence: 0.9).Interval.Contains(3)), _repetitions);
        MonteCarlo.IsNear(0.95, MonteCarlo.Rate(_repetitions,
            () => TTest.Paired(Normal(random, n, 3, 2), Normal(random, n, 1, 1)).Interval.Contains(2)), _repetitions);
    }

    [Fact]
    public void The_pooled_test_is_exact_for_equal_variances()
    {
        var random = new SimulationDraws(2);
        MonteCarlo.IsNear(0.05, MonteCarlo.Rate(_repetitions,
            () => TTest.Pooled(Normal(random, 4, 3, 2), Normal(random, 12, 3, 2)).PValue <= 0.05), _repetitions);
    }

    [Fact]
    public void Welchs_test_holds_its_level_where_the_pooled_one_does_not()
    {
        var random = new SimulationDraws(3);
        MonteCarlo.IsNear(0.05, MonteCarlo.Rate(_repetitions,
            () => TTest.Welch(Normal(random, 8, 3, 4), Normal(random, 32, 3, 1)).PValue <= 0.05), _repetitions, slack: 0.01);
        double pooled = MonteCarlo.Rate(_repetitions, () => TTest.Pooled(Normal(random, 8, 3, 4), Normal(random, 32, 3, 1)).PValue <= 0.05);
        Assert.InRange(pooled, 0.2, 0.4);
    }

    [Fact]
    public void On_skewed_data_many_values_help()
    {
        var random = new SimulationDraws(4);
        // The coverage error of Student's interval falls as 1/n: P. Hall (1992) gives about 0.02 at n = 40 for an exponential.
        MonteCarlo.IsNear(0.95, MonteCarlo.Rate(_repetitions,
            () => TTest.OneSample(Exponential(random, 40)).Interval.Contains(1)), _repetitions, 0.025);
        MonteCarlo.IsNear(0.95, MonteCarlo.Rate(_repetitions / 4, () => TTest.OneSample(Exponential(random, 400)).Interval.Contains(1)),
            _repetitions / 4, 0.004);
        // Equal skewness cancels in a difference.
        MonteCarlo.IsNear(0.95, MonteCarlo.Rate(_repetitions,
            () => TTest.Welch(Exponential(random, 30), Exponential(random, 30)).Interval.Contains(0)), _repetitions, 0.01);
    }

    [Fact]
    public void Equivalence_is_claimed_at_the_margin_as_often_as_the_level_says()
    {
        var random = new SimulationDraws(5);
        MonteCarlo.IsNear(0.05, MonteCarlo.Rate(_repetitions,
            () => EquivalenceTest.Of(TTest.Paired(Normal(random, 20, 0.5, 0.5), Normal(random, 20, 0, 0.5)), -1, 0.5).PValue <= 0.05),
            _repetitions);
        MonteCarlo.IsNear(0.05, MonteCarlo.Rate(_repetitions,
            () => NonInferiorityTest.Above(TTest.Welch(Normal(random, 20, 0, 1), Normal(random, 20, 0.3, 1)), -0.3).PValue <= 0.05),
            _repetitions);
        MonteCarlo.IsAtMost(0.05, MonteCarlo.Rate(_repetitions, // narrow margins: conservative
            () => EquivalenceTest.Of(TTest.OneSample(Normal(random, 6, 0.2, 1)), -0.2, 0.2).PValue <= 0.05), _repetitions);
    }

    [Fact]
    public void Ratios_of_geometric_means_cover_on_lognormal_data()
    {
        var random = new SimulationDraws(6);
        double[] Lognormal(int n, double location, double scale) => [.. Normal(random, n, location, scale).Select(Math.Exp)];

        MonteCarlo.IsNear(0.95, MonteCarlo.Rate(_repetitions,
            () => GeometricMeanRatio.Paired(Lognormal(9, 0.7, 1), Lognormal(9, 0, 0.3)).Interval.Contains(Math.Exp(0.7))), _repetitions);
        MonteCarlo.IsNear(0.95, MonteCarlo.Rate(_repetitions,
            () => GeometricMeanRatio.Independent(Lognormal(9, 0.7, 1), Lognormal(14, 0, 0.3)).Interval.Contains(Math.Exp(0.7))),
            _repetitions, 0.01);
    }

    private static double[] Normal(SimulationDraws random, int n, double mean, double deviation)
    {
        var values = new double[n];
        for (int i = 0; i < n; i++)
            values[i] = mean + deviation * random.Normal();
        return values;
    }

    private static double[] Exponential(SimulationDraws random, int n)
    {
        var values = new double[n];
        for (int i = 0; i < n; i++)
            values[i] = random.Exponential();
        return values;
    }
}
