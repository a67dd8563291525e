namespace TrialKeep.Statistics.Agreement;

/// <summary>A coefficient of agreement beyond chance.</summary>
/// <param name="Value">1 is perfect agreement, 0 what chance would give; NaN where chance can't disagree.</param>
/// <param name="StandardError">Its asymptotic standard error, without assuming that there is no agreement; NaN where it is not defined.</param>
/// <param name="Interval">Value plus and minus so many standard errors, cut at -1 and 1.</param>
public readonly record struct KappaEstimate(double Value, double StandardError, Interval Interval);
