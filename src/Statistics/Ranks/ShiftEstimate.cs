namespace TrialKeep.Statistics.Ranks;

/// <summary>A shift estimated from ranks, with an interval that has at least the confidence asked for.</summary>
/// <param name="Estimate">The estimate, in the unit of the values.</param>
/// <param name="Interval">The interval; infinite on both sides where there are too few values for the confidence.</param>
public readonly record struct ShiftEstimate(double Estimate, Interval Interval);
