namespace TrialKeep.Statistics.Means;

/// <summary>What a t test found about a mean or a difference of means.</summary>
/// <param name="Estimate">The mean, or the difference of the first mean to the second, in the unit of the values.</param>
/// <param name="StandardError">Of the estimate, in the same unit.</param>
/// <param name="Statistic">(estimate - hypothesis) / standard error.</param>
/// <param name="DegreesOfFreedom">Of the statistic.</param>
/// <param name="PValue">The probability of a statistic at least as extreme where the null hypothesis holds.</param>
/// <param name="Interval">Of the estimate; one-sided, with an infinite limit, for a one-sided test.</param>
public readonly record struct TTestResult(
    double Estimate, double StandardError, double Statistic, double DegreesOfFreedom, double PValue, Interval Interval);
