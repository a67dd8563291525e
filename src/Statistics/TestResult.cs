namespace TrialKeep.Statistics;

/// <summary>What a test found.</summary>
/// <param name="Statistic">The test statistic; which one, its test says.</param>
/// <param name="DegreesOfFreedom">Of the statistic; infinite where it is compared with the normal distribution.</param>
/// <param name="PValue">The probability of a statistic at least as extreme where the null hypothesis holds, between 0 and 1.</param>
public readonly record struct TestResult(double Statistic, double DegreesOfFreedom, double PValue);
