namespace TrialKeep.Statistics.Calibration;

/// <summary>
/// The expected calibration error (M. P. Naeini, G. F. Cooper, M. Hauskrecht, 2015): the mean distance between forecast and observed rate over bins,
/// weighted by their counts. It depends on the bins and is biased upwards in small samples; compare only figures with the same bins.
/// </summary>
public static class CalibrationError
{
    /// <summary>The error over bins of equal width.</summary>
    /// <param name="forecasts">Probabilities from 0 to 1.</param>
    /// <param name="happened">Whether each happened, as many as forecasts.</param>
    /// <param name="bins">How many bins, at least 1.</param>
    /// <exception cref="ArgumentException">There is no forecast, the two differ in number, or a forecast is no probability.</exception>
    public static double Expected(ReadOnlySpan<double> forecasts, ReadOnlySpan<bool> happened, int bins = 10) =>
        Expected(EqualWidth(forecasts, happened, bins), forecasts.Length);

    /// <summary>The largest distance of any bin of equal width.</summary>
    /// <param name="forecasts">Probabilities from 0 to 1.</param>
    /// <param name="happened">Whether each happened, as many as forecasts.</param>
    /// <param name="bins">How many bins, at least 1.</param>
    /// <exception cref="ArgumentException">There is no forecast, the two differ in number, or a forecast is no probability.</exception>
    public static double Maximum(ReadOnlySpan<double> forecasts, ReadOnlySpan<bool> happened, int bins = 10)
    {
        double largest = 0;
        foreach (ReliabilityBin bin in EqualWidth(forecasts, happened, bins))
            largest = bin.Count > 0 ? Math.Max(largest, Math.Abs(bin.MeanForecast - bin.ObservedRate)) : largest;
        return largest;
    }

    /// <summary>The error over bins that hold equally many forecasts, which is steadier where forecasts crowd.</summary>
    /// <param name="forecasts">Probabilities from 0 to 1.</param>
    /// <param name="happened">Whether each happened, as many as forecasts.</param>
    /// <param name="bins">How many bins at most.</param>
    /// <exception cref="ArgumentException">There is no forecast, the two differ in number, or a forecast is no probability.</exception>
    public static double ExpectedOfEqualMass(ReadOnlySpan<double> forecasts, ReadOnlySpan<bool> happened, int bins = 10) =>
        Expected(EqualMass(forecasts, happened, bins), forecasts.Length);

    /// <summary>The bins of a reliability diagram: [0, 1/m], (1/m, 2/m], ..., in order, empty ones too.</summary>
    /// <param name="forecasts">Probabilities from 0 to 1.</param>
    /// <param name="happened">Whether each happened, as many as forecasts.</param>
    /// <param name="bins">How many bins, m, at least 1.</param>
    /// <exception cref="ArgumentException">There is no forecast, the two differ in number, or a forecast is no probability.</exception>
    public static ReliabilityBin[] EqualWidth(ReadOnlySpan<double> forecasts, ReadOnlySpan<bool> happened, int bins = 10)
    {
        Forecasts.Require(forecasts, happened);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var counts = new int[bins];
        var sums = new double[bins];
        var did = new int[bins];
        for (int i = 0; i < forecasts.Length; i++)
        {
            int bin = BinOf(forecasts[i], bins);
            counts[bin]++;
            sums[bin] += forecasts[i];
            did[bin] += happened[i] ? 1 : 0;
        }
        return [.. Enumerable.Range(0, bins).Select(bin =>
            new ReliabilityBin((double)bin / bins, (bin + 1.0) / bins, counts[bin], sums[bin] / counts[bin], (double)did[bin] / counts[bin]))];
    }

    /// <summary>
    /// Bins of as many forecasts each as can be, smallest forecasts first. Equal forecasts stay together, so that there may be fewer bins; none
    /// is empty. The edges are the smallest and the largest forecast of each.
    /// </summary>
    /// <param name="forecasts">Probabilities from 0 to 1.</param>
    /// <param name="happened">Whether each happened, as many as forecasts.</param>
    /// <param name="bins">How many bins at most, at least 1.</param>
    /// <exception cref="ArgumentException">There is no forecast, the two differ in number, or a forecast is no probability.</exception>
    public static ReliabilityBin[] EqualMass(ReadOnlySpan<double> forecasts, ReadOnlySpan<bool> happened, int bins = 10)
    {
        Forecasts.Require(forecasts, happened);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double[] sorted = forecasts.ToArray();
        bool[] outcomes = happened.ToArray();
        Array.Sort(sorted, outcomes);
        var found = new List<ReliabilityBin>(bins);
        int start = 0;
        for (int bin = 1; bin <= bins; bin++)
        {
            int end = (int)((long)sorted.Length * bin / bins);
            while (end > 0 && end < sorted.Length && sorted[end] == sorted[end - 1])
                end++;
            if (end <= start)
                continue;
            found.Add(Bin(sorted.AsSpan(start..end), outcomes.AsSpan(start..end)));
            start = end;
        }
        return [.. found];
    }

    // A forecast on an edge belongs to the bin below it, whatever rounding made of the product.
    private static int BinOf(double forecast, int bins)
    {
        int bin = Math.Clamp((int)Math.Ceiling(forecast * bins) - 1, 0, bins - 1);
        if (bin > 0 && forecast <= (double)bin / bins)
            bin--;
        return bin < bins - 1 && forecast > (bin + 1.0) / bins ? bin + 1 : bin;
    }

    private static ReliabilityBin Bin(ReadOnlySpan<double> forecasts, ReadOnlySpan<bool> happened)
    {
        double sum = 0;
        foreach (double forecast in forecasts)
            sum += forecast;
        return new ReliabilityBin(forecasts[0], forecasts[^1], forecasts.Length, sum / forecasts.Length, (double)happened.Count(true) / happened.Length);
    }

    private static double Expected(ReliabilityBin[] bins, int n)
    {
        double sum = 0;
        foreach (ReliabilityBin bin in bins)
            sum += bin.Count > 0 ? bin.Count * Math.Abs(bin.MeanForecast - bin.ObservedRate) : 0;
        return sum / n;
    }
}
