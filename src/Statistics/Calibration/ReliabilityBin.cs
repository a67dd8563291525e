namespace TrialKeep.Statistics.Calibration;

/// <summary>Forecasts that lie close together, and what happened.</summary>
/// <param name="Low">The lower edge.</param>
/// <param name="High">The upper edge.</param>
/// <param name="Count">How many forecasts lie in it.</param>
/// <param name="MeanForecast">Their mean; NaN without any.</param>
/// <param name="ObservedRate">The share of them that happened; NaN without any.</param>
public readonly record struct ReliabilityBin(double Low, double High, int Count, double MeanForecast, double ObservedRate);
