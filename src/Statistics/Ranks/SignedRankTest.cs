namespace TrialKeep.Statistics.Ranks;

/// <summary>
/// The signed rank test of paired differences (F. Wilcoxon, Biometrics Bulletin 1, 1945): whether they are symmetric about 0. It assumes
/// independent pairs, and that under the null hypothesis each difference could as well have had the other sign.
/// </summary>
/// <remarks>
/// Differences that are equal but for rounding tie, and those that are 0 but for rounding are 0: what counts as rounding is 1e-12 of the
/// largest difference, and where the values are given also 32 units in the last place of the largest value. Infinite differences have the
/// largest ranks. Without a difference other than 0 p is 1.
/// </remarks>
public static class SignedRankTest
{
    private const int ExactUpTo = 200;
    private const int Most = 1000;

    /// <summary>The exact test up to 200 differences other than 0, the normal approximation with continuity correction beyond.</summary>
    /// <param name="differences">Any number of them, none NaN.</param>
    /// <param name="zeros">What becomes of differences of 0.</param>
    /// <param name="alternative">Greater: differences tend to be positive.</param>
    /// <exception cref="ArgumentException">A difference is NaN.</exception>
    public static SignedRankResult Of(ReadOnlySpan<double> differences, ZeroHandling zeros = ZeroHandling.LeaveOut,
        Alternative alternative = Alternative.TwoSided) => Choose(new SignedRanks(PairedDifferences.Of(differences), zeros), alternative);

    /// <summary>The test of first minus second, exact up to 200 differences other than 0.</summary>
    /// <param name="first">Any number of values, none NaN.</param>
    /// <param name="second">The value paired with each.</param>
    /// <param name="zeros">What becomes of differences of 0.</param>
    /// <param name="alternative">Greater: the first tends to be larger.</param>
    /// <exception cref="ArgumentException">A value is NaN, a pair is the same infinity twice, or the lengths differ.</exception>
    public static SignedRankResult Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ZeroHandling zeros = ZeroHandling.LeaveOut,
        Alternative alternative = Alternative.TwoSided) => Choose(new SignedRanks(PairedDifferences.Of(first, second), zeros), alternative);

    /// <summary>
    /// The exact test: all 2^n sign patterns of the mid-ranks seen are as likely, also with ties and zeros. Counted by dynamic programming
    /// in time n³, to a relative error of about 1e-13; two-sided p is twice the smaller tail, at most 1.
    /// </summary>
    /// <param name="differences">At most 1,000 other than 0, none NaN.</param>
    /// <param name="zeros">What becomes of differences of 0.</param>
    /// <param name="alternative">Greater: differences tend to be positive.</param>
    /// <exception cref="ArgumentException">A difference is NaN, or there are more than 1,000.</exception>
    public static SignedRankResult Exact(ReadOnlySpan<double> differences, ZeroHandling zeros = ZeroHandling.LeaveOut,
        Alternative alternative = Alternative.TwoSided) => Exact(new SignedRanks(PairedDifferences.Of(differences), zeros), alternative, nameof(differences));

    /// <summary>The exact test of first minus second.</summary>
    /// <param name="first">Any number of values, none NaN.</param>
    /// <param name="second">The value paired with each.</param>
    /// <param name="zeros">What becomes of differences of 0.</param>
    /// <param name="alternative">Greater: the first tends to be larger.</param>
    /// <exception cref="ArgumentException">A value is NaN, a pair is the same infinity twice, the lengths differ, or there are more than
    /// 1,000 differences other than 0.</exception>
    public static SignedRankResult Exact(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ZeroHandling zeros = ZeroHandling.LeaveOut,
        Alternative alternative = Alternative.TwoSided) => Exact(new SignedRanks(PairedDifferences.Of(first, second), zeros), alternative, nameof(first));

    /// <summary>
    /// The normal approximation: (W - Σr/2) / √(Σr²/4) over the mid-ranks r that carry a sign, which holds with ties and zeros.
    /// </summary>
    /// <param name="differences">Any number of them, none NaN.</param>
    /// <param name="zeros">What becomes of differences of 0.</param>
    /// <param name="alternative">Greater: differences tend to be positive.</param>
    /// <param name="continuity">Whether the deviation is moved by 1/2 towards 0.</param>
    /// <exception cref="ArgumentException">A difference is NaN.</exception>
    public static SignedRankResult Asymptotic(ReadOnlySpan<double> differences, ZeroHandling zeros = ZeroHandling.LeaveOut,
        Alternative alternative = Alternative.TwoSided, bool continuity = true) =>
        Asymptotic(new SignedRanks(PairedDifferences.Of(differences), zeros), alternative, continuity);

    /// <summary>The normal approximation for first minus second.</summary>
    /// <param name="first">Any number of values, none NaN.</param>
    /// <param name="second">The value paired with each.</param>
    /// <param name="zeros">What becomes of differences of 0.</param>
    /// <param name="alternative">Greater: the first tends to be larger.</param>
    /// <param name="continuity">Whether the deviation is moved by 1/2 towards 0.</param>
    /// <exception cref="ArgumentException">A value is NaN, a pair is the same infinity twice, or the lengths differ.</exception>
    public static SignedRankResult Asymptotic(ReadOnlySpan<double> first, ReadOnlySpan<double> second, ZeroHandling zeros = ZeroHandling.LeaveOut,
        Alternative alternative = Alternative.TwoSided, bool continuity = true) =>
        Asymptotic(new SignedRanks(PairedDifferences.Of(first, second), zeros), alternative, continuity);

    private static SignedRankResult Choose(SignedRanks ranks, Alternative alternative) =>
        ranks.Signed.Length <= ExactUpTo ? Exact(ranks, alternative, nameof(ranks)) : Asymptotic(ranks, alternative, continuity: true);

    private static SignedRankResult Exact(SignedRanks ranks, Alternative alternative, string name)
    {
        if (ranks.Signed.Length > Most)
            throw new ArgumentException($"{ranks.Signed.Length} differences are too many to count all sign patterns; use Asymptotic beyond {Most}.", name);
        double[] distribution = SignedRankDistribution.Of(ranks.Doubled);
        int positive = (int)(2 * ranks.PositiveSum), negative = (int)(2 * ranks.NegativeSum);
        // The distribution is symmetric: the upper tail from W is the lower tail up to the rest.
        double less = SignedRankDistribution.LowerTail(distribution, positive), greater = SignedRankDistribution.LowerTail(distribution, negative);
        return ranks.Result(alternative switch
        {
            Alternative.Less => less,
            Alternative.Greater => greater,
            _ => Math.Min(1, 2 * Math.Min(less, greater)),
        });
    }

    private static SignedRankResult Asymptotic(SignedRanks ranks, Alternative alternative, bool continuity)
    {
        double squares = 0;
        foreach (double rank in ranks.Signed)
            squares += rank * rank;
        double deviation = (ranks.PositiveSum - ranks.NegativeSum) / 2;
        return ranks.Result(NormalTail.PValue(deviation, Math.Sqrt(squares / 4), continuity ? 0.5 : 0, alternative));
    }

    /// <summary>The mid-ranks of the absolute differences that carry a sign.</summary>
    private sealed class SignedRanks
    {
        private readonly int _positive, _zeros;

        public SignedRanks(PairedDifferences differences, ZeroHandling zeros)
        {
            var sizes = new List<double>(differences.Values.Length);
            var positive = new List<bool>(differences.Values.Length);
            for (int i = 0; i < differences.Values.Length; i++)
            {
                int sign = differences.SignOf(i);
                if (sign == 0)
                {
                    _zeros++;
                    continue;
                }
                sizes.Add(Math.Abs(differences.Values[i]));
                positive.Add(sign > 0);
            }
            Signed = MidRanks.Of(sizes.ToArray(), differences.Tolerance);
            for (int i = 0; i < Signed.Length; i++)
            {
                if (zeros == ZeroHandling.Pratt)
                    Signed[i] += _zeros; // zeros are smaller than all others
                if (positive[i])
                {
                    PositiveSum += Signed[i];
                    _positive++;
                }
                else
                {
                    NegativeSum += Signed[i];
                }
            }
        }

        public double[] Signed { get; }

        public int[] Doubled => Array.ConvertAll(Signed, static rank => (int)(2 * rank));

        public double PositiveSum { get; }

        public double NegativeSum { get; }

        public SignedRankResult Result(double pValue) => new(PositiveSum, NegativeSum, _positive, Signed.Length - _positive, _zeros, pValue);
    }
}
