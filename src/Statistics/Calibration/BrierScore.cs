namespace TrialKeep.Statistics.Calibration;

/// <summary>The mean squared error of forecast probabilities (G. W. Brier, 1950, in its form for two outcomes): 0 is best, 1 is worst.</summary>
public static class BrierScore
{
    /// <summary>The mean of (f - o)² with o = 1 for what happened and 0 for what did not.</summary>
    /// <param name="forecasts">Probabilities from 0 to 1.</param>
    /// <param name="happened">Whether each happened, as many as forecasts.</param>
    /// <exception cref="ArgumentException">There is no forecast, the two differ in number, or a forecast is no probability.</exception>
    public static double Of(ReadOnlySpan<double> forecasts, ReadOnlySpan<bool> happened)
    {
        Forecasts.Require(forecasts, happened);
        double sum = 0;
        for (int i = 0; i < forecasts.Length; i++)
        {
            double error = forecasts[i] - (happened[i] ? 1 : 0);
            sum += error * error;
        }
        return sum / forecasts.Length;
    }

    /// <summary>
    /// The score's three parts over groups of equal forecasts (A. H. Murphy, 1973): reliability - resolution + uncertainty = score, exactly.
    /// </summary>
    /// <param name="forecasts">Probabilities from 0 to 1.</param>
    /// <param name="happened">Whether each happened, as many as forecasts.</param>
    /// <exception cref="ArgumentException">There is no forecast, the two differ in number, or a forecast is no probability.</exception>
    public static BrierDecomposition Decompose(ReadOnlySpan<double> forecasts, ReadOnlySpan<bool> happened)
    {
        Forecasts.Require(forecasts, happened);
        var groups = new Dictionary<double, (int Count, int Happened)>();
        int all = 0;
        for (int i = 0; i < forecasts.Length; i++)
        {
            (int count, int did) = groups.GetValueOrDefault(forecasts[i]);
            groups[forecasts[i]] = (count + 1, did + (happened[i] ? 1 : 0));
            all += happened[i] ? 1 : 0;
        }
        double n = forecasts.Length, rate = all / n, reliability = 0, resolution = 0;
        foreach ((double forecast, (int count, int did)) in groups)
        {
            double observed = (double)did / count;
            reliability += count * (forecast - observed) * (forecast - observed);
            resolution += count * (observed - rate) * (observed - rate);
        }
        return new BrierDecomposition(reliability / n, resolution / n, rate * (1 - rate));
    }
}
