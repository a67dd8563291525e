using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Tests.Functions;

public sealed class ExponentialsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(-1e-17)]
    [InlineData(1e-10)]
    [InlineData(-3e-4)]
    public void A_small_argument_keeps_its_digits(double x) =>
        Close.To(x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5)))), Exponentials.MinusOne(x), 1e-15);

    [Fact]
    public void The_ends_are_exact()
    {
        Assert.Equal(-1, Exponentials.MinusOne(double.NegativeInfinity));
        Assert.Equal(-1, Exponentials.MinusOne(-800));
        Assert.Equal(double.PositiveInfinity, Exponentials.MinusOne(800));
        Close.To(Math.E - 1, Exponentials.MinusOne(1), 1e-15);
    }
}
