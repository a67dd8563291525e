namespace TrialKeep.Statistics.Effects;

/// <summary>A difference of means in units of a standard deviation.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="Interval">Its interval, by inverting the noncentral t distribution; NaN limits where nothing varies.</param>
public readonly record struct StandardizedDifference(double Value, Interval Interval);
