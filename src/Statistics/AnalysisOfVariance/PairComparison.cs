namespace TrialKeep.Statistics.AnalysisOfVariance;

/// <summary>Two of several groups compared.</summary>
/// <param name="First">The label of the one group.</param>
/// <param name="Second">The label of the other, larger than the first.</param>
/// <param name="Difference">The mean of the first less that of the second.</param>
/// <param name="Interval">Of the difference; all intervals cover together with the confidence asked for.</param>
/// <param name="PValue">Corrected for the number of groups.</param>
public readonly record struct PairComparison(int First, int Second, double Difference, Interval Interval, double PValue);
