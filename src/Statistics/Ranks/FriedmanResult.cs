namespace TrialKeep.Statistics.Ranks;

/// <summary>What Friedman's test found.</summary>
/// <param name="ChiSquared">The statistic with treatments - 1 degrees of freedom of chi-squared.</param>
/// <param name="ImanDavenport">The same as F = (n - 1) χ² / (n (k - 1) - χ²); infinite where all blocks agree.</param>
/// <param name="Concordance">M. G. Kendall's W = χ² / (n (k - 1)): 1 where all blocks agree, 0 where ranks balance.</param>
/// <param name="MeanRanks">Of each treatment over the blocks, from 1 for the smallest values.</param>
public sealed record FriedmanResult(
    TestResult ChiSquared, FTestResult ImanDavenport, double Concordance, IReadOnlyList<double> MeanRanks);
