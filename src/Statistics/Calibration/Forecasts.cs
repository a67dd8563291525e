namespace TrialKeep.Statistics.Calibration;

internal static class Forecasts
{
    public static void Require(ReadOnlySpan<double> forecasts, ReadOnlySpan<bool> happened)
    {
        if (forecasts.IsEmpty)
            throw new ArgumentException("Calibration needs at least one forecast.", nameof(forecasts));
        if (forecasts.Length != happened.Length)
            throw new ArgumentException($"There are {forecasts.Length} forecasts and {happened.Length} outcomes; each forecast needs one.", nameof(happened));
        foreach (double forecast in forecasts)
            Argument.RequireProbability(forecast, nameof(forecasts));
    }
}
