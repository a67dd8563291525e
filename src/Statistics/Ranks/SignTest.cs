using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Proportions;

namespace TrialKeep.Statistics.Ranks;

/// <summary>
/// The exact sign test of paired differences (J. Arbuthnott, 1710): whether positive and negative ones are as likely. It assumes
/// independent pairs and nothing of the size of differences.
/// </summary>
public static class SignTest
{
    /// <summary>The test of differences; those of at most 1e-12 of the largest are 0.</summary>
    /// <param name="differences">Any number of them, none NaN; without a sign p is 1.</param>
    /// <param name="alternative">Greater: positive differences are the more likely.</param>
    /// <exception cref="ArgumentException">A difference is NaN.</exception>
    public static SignTestResult Of(ReadOnlySpan<double> differences, Alternative alternative = Alternative.TwoSided) =>
        Test(PairedDifferences.Of(differences), alternative);

    /// <summary>The test of first minus second; differences no larger than the rounding of the values are 0.</summary>
    /// <param name="first">Any number of values, none NaN.</param>
    /// <param name="second">The value paired with each.</param>
    /// <param name="alternative">Greater: the first is the more often larger.</param>
    /// <exception cref="ArgumentException">A value is NaN, a pair is the same infinity twice, or the lengths differ.</exception>
    public static SignTestResult Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, Alternative alternative = Alternative.TwoSided) =>
        Test(PairedDifferences.Of(first, second), alternative);

    /// <summary>The p-value of so many positive and negative signs: a tail of Binomial(positive + negative, 1/2), or twice the
    /// smaller.</summary>
    /// <param name="positive">How many are positive, 0 or more.</param>
    /// <param name="negative">How many are negative, 0 or more.</param>
    /// <param name="alternative">Greater: positive signs are the more likely.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public static double PValue(long positive, long negative, Alternative alternative = Alternative.TwoSided)
    {
        double twoSided = McNemarTest.ExactPValue(positive, negative);
        return alternative switch
        {
            Alternative.Less => AtLeast(negative, positive),
            Alternative.Greater => AtLeast(positive, negative),
            _ => twoSided,
        };
    }

    private static SignTestResult Test(PairedDifferences differences, Alternative alternative)
    {
        long positive = 0, negative = 0;
        for (int i = 0; i < differences.Values.Length; i++)
        {
            int sign = differences.SignOf(i);
            positive += sign > 0 ? 1 : 0;
            negative += sign < 0 ? 1 : 0;
        }
        return new(positive, negative, differences.Values.Length - positive - negative, PValue(positive, negative, alternative));
    }

    /// <summary>P(X ≥ k) for X ~ Binomial(k + others, 1/2), which is I(1/2; k, others + 1).</summary>
    private static double AtLeast(long k, long others) => k == 0 ? 1 : IncompleteBeta.Lower(k, others + 1.0, 0.5);
}
