using TrialKeep.Statistics.Ranks;

namespace TrialKeep.Statistics.Tests.Ranks;

public sealed class SignTestTests
{
    [Fact]
    public void Tails_equal_the_count_in_integers()
    {
        for (int positive = 0; positive <= 12; positive++)
        {
            for (int negative = 0; negative <= 12 - positive; negative++)
            {
                Close.To(ExactBinomial.TwoSided(positive, negative), SignTest.PValue(positive, negative), 1e-13);
                double atLeast = Tail(positive + negative, positive);
                Close.To(atLeast, SignTest.PValue(positive, negative, Alternative.Greater), 1e-13);
                Close.To(atLeast, SignTest.PValue(negative, positive, Alternative.Less), 1e-13);
            }
        }
    }

    [Fact]
    public void Signs_are_counted_and_zeros_left_out()
    {
        Assert.Equal(new SignTestResult(3, 1, 2, 0.625), SignTest.Of([1, 2, -3, 0, 0, double.PositiveInfinity]));
        Assert.Equal(new SignTestResult(1, 0, 1, 1), SignTest.Of([0.3, 2], [0.1 + 0.2, 1]));
        Assert.Equal(new SignTestResult(0, 0, 0, 1), SignTest.Of([]));
        Assert.Equal(new SignTestResult(0, 0, 2, 1), SignTest.Of([0, 0]));
    }

    [Fact]
    public void What_cannot_be_tested_is_refused()
    {
        Assert.Equal("differences", Assert.Throws<ArgumentException>(() => SignTest.Of([double.NaN])).ParamName);
        Assert.Equal("second", Assert.Throws<ArgumentException>(() => SignTest.Of([1, 2], [1])).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => SignTest.PValue(-1, 2, Alternative.Less));
    }

    /// <summary>P(X ≥ k) of a fair binomial.</summary>
    private static double Tail(int n, int k)
    {
        int counted = 0;
        for (uint pattern = 0; pattern < 1u << n; pattern++)
            counted += System.Numerics.BitOperations.PopCount(pattern) >= k ? 1 : 0;
        return (double)counted / (1u << n);
    }
}
