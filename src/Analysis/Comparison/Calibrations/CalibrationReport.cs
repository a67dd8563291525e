using TrialKeep.Statistics.Calibration;

namespace TrialKeep.Analysis.Comparison.Calibrations;

/// <summary>How sure an arm said to be, against how often it was right.</summary>
/// <param name="Arm">The arm's name.</param>
/// <param name="Forecast">The measurement or evaluation that says how sure it was, 0 to 1.</param>
/// <param name="Count">How many answers have both.</param>
/// <param name="MeanForecast">The mean of what it said.</param>
/// <param name="Right">The share that was right.</param>
/// <param name="Brier">The Brier score: 0 is best.</param>
/// <param name="Error">The expected calibration error over bins of equal width: 0 is best.</param>
/// <param name="Bins">The bins of the reliability diagram, empty ones too.</param>
public sealed record CalibrationReport(string Arm, string Forecast, int Count, double MeanForecast, double Right, double Brier, double Error, IReadOnlyList<ReliabilityBin> Bins);
