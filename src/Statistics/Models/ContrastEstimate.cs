namespace TrialKeep.Statistics.Models;

/// <summary>A coefficient of a linear model or a weighted sum of them.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Statistic">(estimate - hypothesis) / standard error.</param>
/// <param name="DegreesOfFreedom">Of the statistic, which is compared with Student's t.</param>
/// <param name="PValue">Two-sided.</param>
/// <param name="Interval">Two-sided, of the confidence asked for.</param>
public readonly record struct ContrastEstimate(
    double Value, double StandardError, double Statistic, double DegreesOfFreedom, double PValue, Interval Interval);
