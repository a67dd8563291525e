namespace TrialKeep.Statistics;

/// <summary>An estimate with its interval.</summary>
/// <param name="Value">The estimate, in the unit of what is estimated.</param>
/// <param name="Interval">The interval of the confidence asked for.</param>
public readonly record struct Estimate(double Value, Interval Interval);
