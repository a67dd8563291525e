namespace TrialKeep.Statistics.Correlation;

/// <summary>A coefficient of correlation and its test against none.</summary>
/// <param name="Coefficient">From -1 to 1; NaN when one side does not vary.</param>
/// <param name="PValue">The two-sided p-value; NaN where the coefficient is, or where there are too few pairs for a test.</param>
/// <param name="Interval">The interval of the coefficient; NaN limits where it is not defined.</param>
public readonly record struct CorrelationResult(double Coefficient, double PValue, Interval Interval);
