namespace TrialKeep.Statistics.Resampling;

/// <summary>
/// A number computed from two samples, such as a ratio of means or a correlation. It is called from several threads at once and must depend
/// on nothing else.
/// </summary>
/// <param name="first">The first sample; valid during the call only.</param>
/// <param name="second">The second sample; of the same length where the samples are paired.</param>
public delegate double PairStatistic(ReadOnlySpan<double> first, ReadOnlySpan<double> second);
