using TrialKeep.Analysis.Charts;

namespace TrialKeep.Analysis.Tests.Charts;

public sealed class AxisTests
{
    [Theory]
    [InlineData(new[] { 0.19, 0.605 }, 0, "0 20 40 60 80")]
    [InlineData(new[] { 0.981, 0.9931 }, 0, "98.0 98.5 99.0 99.5")]
    [InlineData(new[] { 0.0, 1.0 }, 0, "0 20 40 60 80 100")]
    [InlineData(new[] { 1.0, 1.0 }, 0, "99.9 100.0")]
    [InlineData(new double[0], 0, "0.0 0.1")]
    [InlineData(new[] { -0.094, 0.39, 0 }, -1, "-10 0 10 20 30 40")]
    [InlineData(new[] { -1.0, 1.0 }, -1, "-100 -50 0 50 100")]
    public void Ticks_are_round_and_few(double[] values, double least, string expected)
    {
        Axis axis = Axis.Over(values, least);
        Assert.Equal(expected, string.Join(' ', axis.Ticks().Select(axis.Label)));
    }

    [Fact]
    public void Every_value_lies_inside()
    {
        var random = new Random(5);
        for (int round = 0; round < 1000; round++)
        {
            double scale = Math.Pow(10, -3 * random.NextDouble());
            double[] values = [.. Enumerable.Range(0, 4).Select(_ => (2 * random.NextDouble() - 1) * scale)];
            Axis axis = Axis.Over(values, -1);
            Assert.All(values, value => Assert.InRange(axis.Position(value), 1.5, 98.5));
            Assert.InRange(axis.Ticks().Count(), 2, 6);
        }
    }
}
