using TrialKeep.Statistics.Power;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Tests.Power;

public sealed class ProportionsPowerTests
{
    private static readonly Alternative[] _sides = [Alternative.TwoSided, Alternative.Less, Alternative.Greater];

    [Fact]
    public void Two_proportions_equal_power_prop_test_and_pwr()
    {
        foreach (double[] row in Golden.Rows("power", "two"))
        {
            long n = (long)row[0];
            double up = Math.Max(row[1], row[2]), down = Math.Min(row[1], row[2]); // R's one-sided test looks at the sign of neither
            Alternative side = _sides[(int)row[4]];
            Close.To(row[5], TwoProportionsPower.Of(n, up, n, down, row[3], side), 1e-10);
            Close.To(row[5], TwoProportionsPower.Of(n, down, n, up, row[3], side == Alternative.Greater ? Alternative.Less : side), 1e-10);
            Close.To(row[6], TwoProportionsPower.ByArcsine(n, row[1], n, row[2], row[3], side), 1e-10);
        }
        foreach (double[] row in Golden.Rows("power", "arcsine"))
            Close.To(row[5], TwoProportionsPower.ByArcsine((long)row[0], row[1], (long)row[2], row[3], 0.05, _sides[(int)row[4]]), 1e-10);
        foreach (double[] row in Golden.Rows("power", "two_needed"))
            Assert.Equal(Math.Ceiling(row[5]), TwoProportionsPower.NeededPerGroup(row[0], row[1], row[3], row[2], _sides[(int)row[4]]));
        foreach (double[] row in Golden.Rows("power", "two_detectable"))
            Close.To(row[4], TwoProportionsPower.DetectableDifference((long)row[0], (long)row[0], row[1], row[3], row[2]), 1e-10);
    }

    [Fact]
    public void A_margin_has_the_variance_of_the_likelihood_under_it()
    {
        foreach (double[] row in Golden.Rows("power", "restricted"))
        {
            Close.To(row[6], TwoProportionsPower.Of((long)row[0], row[1], (long)row[2], row[3], row[5], Alternative.Greater, row[4]), 1e-10);
            Close.To(row[6], TwoProportionsPower.Of((long)row[2], row[3], (long)row[0], row[1], row[5], Alternative.Less, -row[4]), 1e-10);
        }
    }

    [Fact]
    public void One_proportion_equals_the_enumeration_and_pwr()
    {
        foreach (double[] row in Golden.Rows("power", "one"))
        {
            Near(row[5], OneProportionPower.Exact((long)row[0], row[1], row[2], row[3], _sides[(int)row[4]]));
            Close.To(row[6], OneProportionPower.ByArcsine((long)row[0], row[1], row[2], row[3], _sides[(int)row[4]]), 1e-10);
        }
        foreach (double[] row in Golden.Rows("power", "stays"))
            Assert.Equal(row[3], OneProportionPower.NeededObservations(row[0], row[1], row[2]));
    }

    [Fact]
    public void Paired_proportions_equal_the_enumeration_and_Connors_formula()
    {
        foreach (double[] row in Golden.Rows("power", "paired"))
        {
            double difference = row[2] - row[1], discordance = row[2] + row[1];
            Near(row[5], PairedProportionsPower.Exact((long)row[0], difference, discordance, row[3], _sides[(int)row[4]]));
            Near(row[5], PairedProportionsPower.Of((long)row[0], difference, discordance, row[3], _sides[(int)row[4]]));
            Close.To(row[6], PairedProportionsPower.Asymptotic((long)row[0], difference, discordance, row[3], _sides[(int)row[4]]), 1e-10);
        }
    }

    [Fact]
    public void Paired_proportions_with_a_margin_equal_the_enumeration_and_Nams_formula()
    {
        foreach (double[] row in Golden.Rows("power", "margins"))
        {
            double difference = row[2] - row[1], discordance = row[2] + row[1];
            Close.To(row[5], PairedProportionsPower.WithMargin((long)row[0], difference, discordance, row[3], row[4]), 1e-10);
            Close.To(row[5], PairedProportionsPower.WithMargin((long)row[0], -difference, discordance, -row[3], row[4], Alternative.Less), 1e-10);
            Close.To(row[6], PairedProportionsPower.Asymptotic((long)row[0], difference, discordance, row[4], Alternative.Greater, row[3]), 1e-10);
        }
    }

    [Fact]
    public void Many_pairs_need_what_Connors_formula_says()
    {
        double[][] rows = [.. Golden.Rows("power", "connor")];
        Assert.Equal(Math.Ceiling(rows[2][4]), PairedProportionsPower.NeededPairs(rows[2][0], rows[2][1], rows[2][3], rows[2][2]));
        foreach (double[] row in rows)
        {
            // The exact test is conservative by about a discordant pair in each direction: one over the difference more pairs.
            long needed = PairedProportionsPower.NeededPairs(row[0], row[1], row[3], row[2]);
            Assert.InRange(needed, row[4], row[4] + 2.5 / row[0]);
            Assert.True(PairedProportionsPower.Of(needed, row[0], row[1], row[2]) >= row[3]);
            Assert.True(PairedProportionsPower.Of(needed - 1, row[0], row[1], row[2]) < row[3]);
        }
        Assert.Equal(PairedProportionsPower.Asymptotic(10_001, 0.02, 0.2), PairedProportionsPower.Of(10_001, 0.02, 0.2));
        Assert.InRange(PairedProportionsPower.Of(10_001, 0.013, 0.2) - PairedProportionsPower.Of(10_000, 0.013, 0.2), 0, 0.01);
    }

    [Theory]
    [InlineData(Alternative.TwoSided, 1)]
    [InlineData(Alternative.Less, -1)]
    [InlineData(Alternative.Greater, 1)]
    public void Detectable_differences_have_their_power(Alternative alternative, int sign)
    {
        double paired = PairedProportionsPower.DetectableDifference(120, 0.3, 0.8, 0.05, alternative);
        Close.To(0.8, PairedProportionsPower.Of(120, paired, 0.3, 0.05, alternative), 1e-11);
        double two = TwoProportionsPower.DetectableDifference(80, 120, 0.4, 0.9, 0.01, alternative, 0.05);
        Close.To(0.9, TwoProportionsPower.Of(80, 0.4 + two, 120, 0.4, 0.01, alternative, 0.05), 1e-11);
        double one = OneProportionPower.DetectableDifference(70, 0.6, 0.7, 0.05, alternative);
        Close.To(0.7, OneProportionPower.Exact(70, 0.6 + one, 0.6, 0.05, alternative), 1e-11);
        Assert.Equal((sign, sign, sign), (Math.Sign(paired), Math.Sign(two), Math.Sign(one)));
        Assert.Equal(sign * double.PositiveInfinity, PairedProportionsPower.DetectableDifference(4, 0.5, 0.8, 0.05, alternative));
        Assert.Equal(sign * double.PositiveInfinity, OneProportionPower.DetectableDifference(2, 0.5, 0.8, 0.05, alternative));
        Assert.Equal(sign * double.PositiveInfinity, TwoProportionsPower.DetectableDifference(2, 2, 0.5, 0.8, 0.05, alternative));
    }

    [Fact]
    public void Sizes_with_margins_reach_the_power()
    {
        long few = PairedProportionsPower.NeededPairsWithMargin(0, 0.1, -0.1), many = PairedProportionsPower.NeededPairsWithMargin(0, 0.1, -0.02);
        Assert.InRange(few, 60, 80);
        Assert.True(PairedProportionsPower.WithMargin(few, 0, 0.1, -0.1) >= 0.8);
        Assert.True(PairedProportionsPower.WithMargin(few - 1, 0, 0.1, -0.1) < 0.8);
        Assert.True(PairedProportionsPower.Asymptotic(many, 0, 0.1, 0.05, Alternative.Greater, -0.02) >= 0.8);
        Assert.True(PairedProportionsPower.Asymptotic(many - 1, 0, 0.1, 0.05, Alternative.Greater, -0.02) < 0.8);
        long group = TwoProportionsPower.NeededPerGroup(0.8, 0.8, 0.8, 0.05, Alternative.Greater, -0.05);
        Assert.True(TwoProportionsPower.Of(group, 0.8, group, 0.8, 0.05, Alternative.Greater, -0.05) >= 0.8);
        Assert.True(TwoProportionsPower.Of(group - 1, 0.8, group - 1, 0.8, 0.05, Alternative.Greater, -0.05) < 0.8);
        Assert.True(OneProportionPower.NeededObservations(0.501, 0.5) > 1_900_000);
        Close.To(0.8, OneProportionPower.Asymptotic(OneProportionPower.NeededObservations(0.501, 0.5), 0.501, 0.5), 1e-5);
    }

    [Fact]
    public void Certain_outcomes_have_a_defined_power()
    {
        Assert.Equal(0, PairedProportionsPower.Of(100, 0, 0));
        Assert.Equal(0, PairedProportionsPower.Asymptotic(100, 0, 0));
        Assert.Equal(0, PairedProportionsPower.Of(1, 1, 1));
        Assert.Equal(0, PairedProportionsPower.Of(2, 1, 1));
        Assert.Equal(0, PairedProportionsPower.Of(5, 1, 1));
        Assert.Equal(1, PairedProportionsPower.Of(6, 1, 1));
        Assert.Equal(1, PairedProportionsPower.Of(6, -1, 1));
        Assert.Equal(6, PairedProportionsPower.NeededPairs(1, 1));
        Assert.Equal(1, PairedProportionsPower.Asymptotic(50, 1, 1));
        Assert.Equal(1, PairedProportionsPower.WithMargin(30, 1, 1, -0.1), 12);
        Assert.Equal(1, PairedProportionsPower.WithMargin(100, 0, 0, -0.1), 12);
        Assert.Equal(1, TwoProportionsPower.Of(10, 1, 10, 0));
        Assert.Equal(0, TwoProportionsPower.Of(10, 1, 10, 1));
        Assert.Equal(0, TwoProportionsPower.Of(1, 1, 1, 0));
        Assert.Equal(0, OneProportionPower.Exact(5, 1, 0.5));
        Assert.Equal(1, OneProportionPower.Exact(6, 1, 0.5));
        Assert.Equal(6, OneProportionPower.NeededObservations(1, 0.5));
    }

    [Fact]
    public void What_has_no_power_is_refused()
    {
        Refused("pairs", () => PairedProportionsPower.Of(0, 0.1, 0.2));
        Refused("pairs", () => PairedProportionsPower.DetectableDifference(0, 0.1));
        Refused("difference", () => PairedProportionsPower.Of(5, 0.3, 0.2));
        Refused("difference", () => PairedProportionsPower.Of(5, double.NaN, 0.2));
        Refused("difference", () => PairedProportionsPower.NeededPairs(0, 0.2));
        Refused("difference", () => PairedProportionsPower.NeededPairs(0.1, 0.2, alternative: Alternative.Less));
        Refused("difference", () => PairedProportionsPower.NeededPairsWithMargin(-0.1, 0.2, -0.1));
        Refused("discordance", () => PairedProportionsPower.Exact(5, 0, 1.1));
        Refused("discordance", () => PairedProportionsPower.Asymptotic(5, 0, double.NaN));
        Refused("margin", () => PairedProportionsPower.WithMargin(5, 0, 0.1, -1));
        Refused("margin", () => PairedProportionsPower.Asymptotic(5, 0, 0.1, margin: double.NaN));
        Refused("level", () => PairedProportionsPower.Of(5, 0, 0.1, double.NaN));
        Refused("power", () => PairedProportionsPower.NeededPairs(0.1, 0.2, 1));
        Refused("first", () => TwoProportionsPower.Of(0, 0.1, 5, 0.2));
        Refused("second", () => TwoProportionsPower.ByArcsine(5, 0.1, 0, 0.2));
        Refused("firstProportion", () => TwoProportionsPower.Of(5, -0.1, 5, 0.2));
        Refused("firstProportion", () => TwoProportionsPower.NeededPerGroup(0.2, 0.2));
        Refused("secondProportion", () => TwoProportionsPower.Of(5, 0.1, 5, double.NaN));
        Refused("margin", () => TwoProportionsPower.Of(5, 0.1, 5, 0.1, margin: 1));
        Refused("margin", () => TwoProportionsPower.DetectableDifference(5, 5, 0.1, margin: -0.2));
        Refused("observations", () => OneProportionPower.Exact(0, 0.1, 0.5));
        Refused("observations", () => OneProportionPower.Asymptotic(0, 0.1, 0.5));
        Refused("observations", () => OneProportionPower.ByArcsine(0, 0.1, 0.5));
        Refused("hypothesis", () => OneProportionPower.Exact(5, 0.1, 0));
        Refused("hypothesis", () => OneProportionPower.DetectableDifference(5, double.NaN));
        Refused("proportion", () => OneProportionPower.Exact(5, 1.1, 0.5));
        Refused("proportion", () => OneProportionPower.NeededObservations(0.5, 0.5));
        Refused("proportion", () => OneProportionPower.NeededObservations(0.4, 0.5, alternative: Alternative.Greater));
    }

    [Fact]
    public void Simulated_tests_are_significant_as_often_as_said()
    {
        Simulation.IsNominal(2000, PairedProportionsPower.Of(60, 0.2, 0.3), 0, random =>
        {
            (int first, int second) = (0, 0);
            for (int pair = 0; pair < 60; pair++)
            {
                double draw = random.NextUniform();
                (first, second) = (first + (draw < 0.05 ? 1 : 0), second + (draw >= 0.05 && draw < 0.3 ? 1 : 0));
            }
            return McNemarTest.ExactPValue(first, second) <= 0.05;
        });
        Simulation.IsNominal(2000, TwoProportionsPower.Of(150, 0.75, 100, 0.7, 0.05, Alternative.Greater, -0.1), 0.02, random =>
        {
            int first = Enumerable.Range(0, 150).Count(_ => random.NextUniform() < 0.75), second = Enumerable.Range(0, 100).Count(_ => random.NextUniform() < 0.7);
            return ScoreDifferenceTest.Of(first, 150, second, 100, -0.1, Alternative.Greater).PValue <= 0.05;
        });
    }

    private static void Near(double expected, double actual)
    {
        if (expected == 0)
            Assert.Equal(0, actual);
        else
            Close.To(expected, actual, 1e-10);
    }

    private static void Refused(string name, Func<object> call) =>
        Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(() => call()).ParamName);
}
