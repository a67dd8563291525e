namespace TrialKeep.Statistics.Resampling;

/// <summary>An estimate and its standard error computed from a sample. It is called from several threads at once.</summary>
/// <param name="sample">The values; valid during the call only.</param>
public delegate EstimateWithError ErrorStatistic(ReadOnlySpan<double> sample);
