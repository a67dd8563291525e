namespace TrialKeep.Statistics.Resampling;

/// <summary>
/// A number computed from a sample, such as its median. It is called from several threads at once and must depend on nothing else.
/// </summary>
/// <param name="sample">The values; valid during the call only.</param>
public delegate double SampleStatistic(ReadOnlySpan<double> sample);
