using TrialKeep.Statistics.Effects;
using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Statistics.Tests.Effects;

public sealed class EffectSimulations
{
    [Fact]
    public void The_interval_of_d_covers_the_truth_on_normal_data() =>
        Simulation.IsNominal(1000, 0.95, 0, random =>
            CohenD.Independent(Normal(random, 9, 0.8), Normal(random, 14, 0)).Interval.Contains(0.8));

    [Fact]
    public void The_interval_of_dz_covers_the_truth_on_normal_data() =>
        Simulation.IsNominal(1000, 0.95, 0, random =>
        {
            double[] y = Simulation.Draw(12, () => 3 * random.NextNormal());
            return CohenD.Paired([.. y.Select(value => value + 0.5 + random.NextNormal())], y).Interval.Contains(0.5);
        });

    [Fact]
    public void The_interval_of_Cliffs_delta_covers_the_truth_on_skewed_data()
    {
        // Exponentials with rates 1 and 2: P(X > Y) = 2/3, so delta is 1/3.
        Simulation.IsNominal(2000, 0.95, 0.015, random =>
            CliffDelta.Of(Exponential(random, 25, 1), Exponential(random, 35, 2)).Interval.Contains(1 / 3.0));
    }

    private static double[] Normal(SeededRandom random, int n, double mean) => Simulation.Draw(n, () => mean + random.NextNormal());

    private static double[] Exponential(SeededRandom random, int n, double rate) => Simulation.Draw(n, () => -Math.Log(1 - random.NextUniform()) / rate);
}
