namespace TrialKeep.Statistics.Calibration;

/// <summary>The parts of a Brier score.</summary>
/// <param name="Reliability">How far forecasts are from what happened at them; 0 is best.</param>
/// <param name="Resolution">How far what happened at them is from the overall rate; more is better.</param>
/// <param name="Uncertainty">The variance of what happened; no forecaster can change it.</param>
public readonly record struct BrierDecomposition(double Reliability, double Resolution, double Uncertainty)
{
    /// <summary>The score itself.</summary>
    public double Score => Reliability - Resolution + Uncertainty;
}
