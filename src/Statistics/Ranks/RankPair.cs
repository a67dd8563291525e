namespace TrialKeep.Statistics.Ranks;

/// <summary>The mean ranks of two of several groups compared.</summary>
/// <param name="First">The label of the one group.</param>
/// <param name="Second">The label of the other, larger than the first.</param>
/// <param name="Difference">The mean rank of the first less that of the second.</param>
/// <param name="Statistic">The difference over its standard error, which is compared with the normal distribution.</param>
/// <param name="PValue">Two-sided, of this pair by itself.</param>
/// <param name="AdjustedPValue">Corrected for all pairs by Holm's method.</param>
public readonly record struct RankPair(
    int First, int Second, double Difference, double Statistic, double PValue, double AdjustedPValue);
