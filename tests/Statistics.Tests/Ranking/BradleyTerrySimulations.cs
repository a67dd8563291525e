using TrialKeep.Statistics.Ranking;

namespace TrialKeep.Statistics.Tests.Ranking;

public sealed class BradleyTerrySimulations
{
    [Fact]
    public void The_intervals_cover_the_truth()
    {
        double[] truth = [0.8, 0.1, -0.3, -0.6];
        Simulation.IsNominal(1500, 0.95, 0.01, random =>
        {
            var wins = new double[4, 4];
            for (int i = 0; i < 4; i++)
            {
                for (int j = i + 1; j < 4; j++)
                {
                    for (int game = 0; game < 40; game++)
                    {
                        if (random.NextUniform() < 1 / (1 + Math.Exp(truth[j] - truth[i])))
                            wins[i, j]++;
                        else
                            wins[j, i]++;
                    }
                }
            }
            BradleyTerryModel model = BradleyTerryModel.Fit(wins);
            return model.DifferenceInterval(0, 3).Contains(1.4) && model.IntervalOf(1, 0.999).Contains(0.1);
        });
    }
}
