using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Tests.Functions;

public sealed class LogarithmsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1e-300)]
    [InlineData(1e-17)]
    [InlineData(1e-10)]
    [InlineData(-3e-6)]
    [InlineData(1e-4)]
    public void A_small_argument_keeps_its_digits(double x)
    {
        Close.To(x - x * x / 2 + x * x * x / 3 - x * x * x * x / 4, Logarithms.OnePlus(x), 1e-15);
        Close.To(x * x * (0.5 - x * (1.0 / 3 - x * (1.0 / 4 - x * (1.0 / 5 - x / 6)))), Logarithms.Deviation(x), 1e-15);
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(-0.3)]
    [InlineData(0.5)]
    [InlineData(0.75)]
    [InlineData(3)]
    public void A_large_argument_equals_the_plain_formula(double x)
    {
        Close.To(Math.Log(1 + x), Logarithms.OnePlus(x), 1e-15);
        Close.To(x - Math.Log(1 + x), Logarithms.Deviation(x), 1e-14);
    }
}
