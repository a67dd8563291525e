using TrialKeep.Statistics.Agreement;
using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Statistics.Tests.Agreement;

public sealed class AgreementSimulations
{
    [Fact]
    public void The_interval_of_Cohens_kappa_covers_the_truth()
    {
        // Two raters who see the truth with chance 0.85 and else guess, over three classes of unequal size.
        double[] shares = [0.5, 0.3, 0.2];
        double both = 0.85 * 0.85, expected = shares.Sum(static share => share * share), observed = both + (1 - both) * expected;
        double kappa = (observed - expected) / (1 - expected);
        Simulation.IsNominal(2000, 0.95, 0.01, random =>
        {
            var table = new int[3, 3];
            for (int i = 0; i < 150; i++)
            {
                int truth = Class(random, shares);
                table[Rate(random, truth, shares), Rate(random, truth, shares)]++;
            }
            return CohenKappa.Of(table).Interval.Contains(kappa);
        });
    }

    [Fact]
    public void Kappas_and_alpha_are_near_zero_for_raters_who_guess()
    {
        double[] shares = [0.6, 0.4];
        Simulation.IsNominal(1000, 0.95, 0.015, random =>
        {
            var table = new int[60, 2];
            for (int unit = 0; unit < 60; unit++)
            {
                for (int rater = 0; rater < 4; rater++)
                    table[unit, Class(random, shares)]++;
            }
            return FleissKappa.Of(table).Interval.Contains(0);
        });
        SeededRandom one = new(7);
        var ratings = new double[4000, 3];
        for (int unit = 0; unit < 4000; unit++)
        {
            for (int rater = 0; rater < 3; rater++)
                ratings[unit, rater] = Class(one, shares);
        }
        Assert.Equal(0, KrippendorffAlpha.Of(ratings, DisagreementScale.Nominal), 0.03);
    }

    [Theory]
    [InlineData(0.3, 0.85, 0.8, 400, 50, 50)]
    [InlineData(0.1, 0.95, 0.9, 1000, 20, 80)]
    [InlineData(0.7, 0.75, 0.95, 200, 100, 30)]
    public void The_interval_of_a_corrected_rate_covers_the_truth(double rate, double sensitivity, double specificity, int judged, int positives, int negatives)
    {
        // Its source finds it somewhat wide for few labels, never narrow.
        int times = Simulation.Times(2000);
        double share = Simulation.Share(times, (random, _) =>
        {
            int yes = Count(random, positives, sensitivity), no = Count(random, negatives, specificity);
            int right = Count(random, judged, rate * sensitivity + (1 - rate) * (1 - specificity));
            return new JudgeAgreement(yes, positives - yes, negatives - no, no).CorrectedInterval(right, judged) is not { } interval || interval.Contains(rate);
        });
        Simulation.IsNominal(0.95, share, times, below: 0.005, above: 0.03);
    }

    private static int Count(SeededRandom random, int count, double share)
    {
        int found = 0;
        for (int i = 0; i < count; i++)
            found += random.NextUniform() < share ? 1 : 0;
        return found;
    }

    private static int Rate(SeededRandom random, int truth, double[] shares) => random.NextUniform() < 0.85 ? truth : Class(random, shares);

    private static int Class(SeededRandom random, double[] shares)
    {
        double left = random.NextUniform();
        for (int i = 0; i < shares.Length - 1; i++)
        {
            if ((left -= shares[i]) < 0)
                return i;
        }
        return shares.Length - 1;
    }
}
