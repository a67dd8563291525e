namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>What one measurement was over the answers of an arm that have it.</summary>
/// <param name="Info">The measurement.</param>
/// <param name="Count">How many answers have it.</param>
/// <param name="Mean">The mean, in its unit.</param>
/// <param name="Median">The median, in its unit.</param>
/// <param name="P95">The 95th percentile (Hyndman and Fan, type 7), in its unit.</param>
/// <param name="Total">The sum, in its unit.</param>
public sealed record MeasurementSummary(MeasurementInfo Info, int Count, double Mean, double Median, double P95, double Total);
