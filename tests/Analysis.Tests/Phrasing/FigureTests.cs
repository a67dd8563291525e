using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Tests.Phrasing;

public sealed class FigureTests
{
    [Theory]
    [InlineData(0.5614, "56.1%")]
    [InlineData(0, "0.0%")]
    [InlineData(1, "100.0%")]
    public void Shares_are_percentages(double share, string expected) => Assert.Equal(expected, Figure.Percent(share));

    [Theory]
    [InlineData(0.0214, "+2.1")]
    [InlineData(-0.0214, "-2.1")]
    [InlineData(0, "0.0")]
    [InlineData(-0.0001, "0.0")]
    [InlineData(0.0001, "0.0")]
    public void Differences_carry_their_sign(double difference, string expected) => Assert.Equal(expected, Figure.Points(difference));

    [Theory]
    [InlineData(1, "1")]
    [InlineData(0.99999, "0.9999")]
    [InlineData(0.0922851, "0.0923")]
    [InlineData(0.001, "0.0010")]
    [InlineData(0.000912, "9.1e-4")]
    [InlineData(3.3e-55, "3.3e-55")]
    [InlineData(0, "<1e-307")]
    public void P_values_never_round_to_certainty(double p, string expected) => Assert.Equal(expected, Figure.PValue(p));

    [Theory]
    [InlineData(0.02, "2")]
    [InlineData(0.0125, "1.25")]
    [InlineData(0, "0")]
    public void Margins_are_points(double margin, string expected) => Assert.Equal(expected, Figure.Margin(margin));

    [Fact]
    public void Counts_have_their_nouns() =>
        Assert.Equal(["1 item", "0 items", "1,234,567 items"], new[] { 1, 0, 1234567 }.Select(count => Figure.Count(count, "item", "items")));

    [Fact]
    public void No_figure_depends_on_the_culture() =>
        Cultures.ChangeNothing(() => Figure.Percent(0.5) + Figure.Points(-0.021) + Figure.PValue(0.0123) + Figure.PValue(1e-9) + Figure.Count(-12345) + Figure.Margin(0.0125));
}
