namespace TrialKeep.Statistics.Resampling;

/// <summary>An estimate beside its standard error, both in the unit of the values.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="StandardError">Its standard error, 0 or more.</param>
public readonly record struct EstimateWithError(double Estimate, double StandardError);
