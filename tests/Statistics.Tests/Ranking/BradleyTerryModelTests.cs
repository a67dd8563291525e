using System.Text.Json;
using TrialKeep.Statistics.Ranking;

namespace TrialKeep.Statistics.Tests.Ranking;

public sealed class BradleyTerryModelTests
{
    [Fact]
    public void Strengths_and_errors_equal_R()
    {
        JsonElement golden = Golden.Of("effects");
        BradleyTerryModel model = BradleyTerryModel.Fit(golden.GetProperty("wins").Matrix(static cell => cell.GetDouble()));
        double[] abilities = golden.Numbers("abilities"), errors = golden.Numbers("differenceErrors");
        for (int i = 1; i < abilities.Length; i++)
        {
            Close.To(abilities[i], model.Strengths[i] - model.Strengths[0], 1e-10);
            Interval interval = model.DifferenceInterval(i, 0);
            Close.To(errors[i], (interval.High - interval.Low) / 2 / 1.959963984540054, 1e-10);
        }
        Assert.Equal(0, model.Strengths.ToArray().Sum(), 1e-14);
    }

    [Fact]
    public void Two_are_a_binomial()
    {
        BradleyTerryModel model = BradleyTerryModel.Fit(new double[,] { { 0, 30 }, { 10, 0 } });
        Assert.Equal(Math.Log(3), model.Strengths[0] - model.Strengths[1], 1e-13);
        Assert.Equal(0.75, model.Probability(0, 1), 1e-14);
        double error = Math.Sqrt(1 / 30.0 + 1 / 10.0); // of a log odds
        Interval interval = model.DifferenceInterval(0, 1);
        Assert.Equal(error * 1.959963984540054, (interval.High - interval.Low) / 2, 1e-12);
        Assert.Equal(error / 2, model.StandardError(0), 1e-12);
        Assert.True(model.IntervalOf(0).Contains(model.Strengths[0]));
    }

    [Fact]
    public void At_the_estimate_expected_wins_are_those_seen()
    {
        double[,] wins = { { 0, 3.5, 1, 0 }, { 1, 0, 2, 6 }, { 4, 0.5, 0, 2 }, { 2, 3, 0, 0 } };
        BradleyTerryModel model = BradleyTerryModel.Fit(wins);
        for (int i = 0; i < 4; i++)
        {
            double seen = Enumerable.Range(0, 4).Sum(j => wins[i, j]);
            double expected = Enumerable.Range(0, 4).Where(j => j != i).Sum(j => (wins[i, j] + wins[j, i]) * model.Probability(i, j));
            Assert.Equal(seen, expected, 1e-10);
        }
    }

    [Fact]
    public void Who_never_lost_needs_a_prior()
    {
        double[,] wins = { { 0, 3, 5 }, { 0, 0, 2 }, { 0, 4, 0 } };
        ArgumentException error = Assert.Throws<ArgumentException>(() => BradleyTerryModel.Fit(wins));
        Assert.Contains("prior", error.Message, StringComparison.Ordinal);
        BradleyTerryModel model = BradleyTerryModel.Fit(wins, prior: 0.5);
        Assert.True(model.Strengths[0] > model.Strengths[2] && model.Strengths[2] > model.Strengths[1]);
        Assert.Throws<ArgumentException>(() => BradleyTerryModel.Fit(new double[,] { { 0, 1, 0, 0 }, { 1, 0, 0, 0 }, { 0, 0, 0, 1 }, { 0, 0, 1, 0 } }));
    }

    [Fact]
    public void All_equal_are_equal()
    {
        BradleyTerryModel model = BradleyTerryModel.Fit(new double[,] { { 0, 2, 2 }, { 2, 0, 2 }, { 2, 2, 0 } });
        Assert.All(model.Strengths.ToArray(), static strength => Assert.Equal(0, strength, 1e-15));
    }

    [Fact]
    public void Tables_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => BradleyTerryModel.Fit(new double[2, 3]));
        Assert.Throws<ArgumentException>(() => BradleyTerryModel.Fit(new double[1, 1]));
        Assert.Throws<ArgumentException>(() => BradleyTerryModel.Fit(new double[,] { { 0, -1 }, { 1, 0 } }));
        Assert.Throws<ArgumentException>(() => BradleyTerryModel.Fit(new double[,] { { 0, double.NaN }, { 1, 0 } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => BradleyTerryModel.Fit(new double[,] { { 0, 1 }, { 1, 0 } }, prior: -1));
    }
}
