namespace TrialKeep.Statistics.Ranks;

/// <summary>What a signed rank test found.</summary>
/// <param name="PositiveRankSum">The sum of the mid-ranks of the positive differences.</param>
/// <param name="NegativeRankSum">The sum of the mid-ranks of the negative differences.</param>
/// <param name="Positive">How many differences are positive.</param>
/// <param name="Negative">How many differences are negative.</param>
/// <param name="Zeros">How many differences are 0 and carry no sign.</param>
/// <param name="PValue">The p-value, between 0 and 1.</param>
public readonly record struct SignedRankResult(double PositiveRankSum, double NegativeRankSum, int Positive, int Negative, int Zeros, double PValue)
{
    /// <summary>
    /// The matched-pairs rank-biserial correlation, (positive - negative) / (positive + negative) rank sum: from -1 to 1, and 0 without a
    /// difference (D. Kerby, 2014).
    /// </summary>
    public double RankBiserial =>
        PositiveRankSum + NegativeRankSum > 0 ? (PositiveRankSum - NegativeRankSum) / (PositiveRankSum + NegativeRankSum) : 0;
}
