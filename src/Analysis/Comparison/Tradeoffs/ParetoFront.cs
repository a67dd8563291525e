using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Analysis.Comparison.Tradeoffs;

/// <summary>Which arms no other beats in quality and in measurements at once, by their means.</summary>
/// <param name="Measurements">What is weighed against the quality: one measurement, or all of them together.</param>
/// <param name="Points">The arms that have a score and every measurement, in the order of the comparison.</param>
public sealed record ParetoFront(IReadOnlyList<MeasurementInfo> Measurements, IReadOnlyList<ParetoPoint> Points);
