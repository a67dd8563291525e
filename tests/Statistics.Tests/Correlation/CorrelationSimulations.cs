using TrialKeep.Statistics.Correlation;
using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Statistics.Tests.Correlation;

public sealed class CorrelationSimulations
{
    [Fact]
    public void The_intervals_cover_the_truth_on_normal_data()
    {
        const double Rho = 0.6;
        double spearman = 6 / Math.PI * Math.Asin(Rho / 2), kendall = 2 / Math.PI * Math.Asin(Rho);
        Simulation.IsNominal(3000, 0.95, 0.005, random => Correlated(random, 25, Rho, PearsonCorrelation.Of).Interval.Contains(Rho));
        Simulation.IsNominal(3000, 0.95, 0.02, random => Correlated(random, 25, Rho, SpearmanCorrelation.Of).Interval.Contains(spearman));
        Simulation.IsNominal(3000, 0.95, 0.02, random => Correlated(random, 25, Rho, KendallCorrelation.Of).Interval.Contains(kendall));
    }

    [Fact]
    public void The_tests_keep_their_size()
    {
        Simulation.IsNominal(3000, 0.05, 0, random => Correlated(random, 12, 0, PearsonCorrelation.Of).PValue <= 0.05);
        Simulation.IsAtMost(3000, 0.055, random => Correlated(random, 12, 0, KendallCorrelation.Of).PValue <= 0.05);
        Simulation.IsAtMost(300, 0.05, random => Correlated(random, 7, 0, SpearmanCorrelation.Of).PValue <= 0.05);
        Simulation.IsAtMost(3000, 0.055, random => Correlated(random, 30, 0, SpearmanCorrelation.Of).PValue <= 0.05);
    }

    [Fact]
    public void The_rank_tests_keep_their_size_on_skewed_and_tied_data()
    {
        static CorrelationResult Skewed(SeededRandom random, Func<double[], double[], CorrelationResult> test) =>
            test(Simulation.Draw(20, () => Math.Floor(-3 * Math.Log(random.NextUniform() + 1e-300))), Simulation.Draw(20, () => Math.Exp(2 * random.NextNormal())));
        Simulation.IsAtMost(2000, 0.06, random => Skewed(random, static (x, y) => KendallCorrelation.Of(x, y)).PValue <= 0.05);
        Simulation.IsAtMost(2000, 0.06, random => Skewed(random, static (x, y) => SpearmanCorrelation.Of(x, y)).PValue <= 0.05);
    }

    private delegate CorrelationResult Method(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence);

    private static CorrelationResult Correlated(SeededRandom random, int n, double rho, Method method)
    {
        double[] x = new double[n], y = new double[n];
        for (int i = 0; i < n; i++)
        {
            x[i] = random.NextNormal();
            y[i] = rho * x[i] + Math.Sqrt(1 - rho * rho) * random.NextNormal();
        }
        return method(x, y, 0.95);
    }
}
