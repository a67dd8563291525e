namespace TrialKeep.Analysis.Charts;

/// <summary>The horizontal scale of a chart of shares, with ticks at round values.</summary>
internal sealed class Axis
{
    private const int MostTicks = 6;
    private const double Margin = 1.5; // percent of the width on either side, for the marks at the ends

    private static readonly int[] _stepsInThousandths = [1, 2, 5, 10, 20, 50, 100, 200, 500];

    private readonly int _first, _step, _last;

    private Axis(int first, int step, int last) => (_first, _step, _last) = (first, step, last);

    /// <summary>The scale that shows all the values, cut to what a share or a difference of shares can be.</summary>
    /// <param name="values">Shares or differences of shares.</param>
    /// <param name="least">The least value possible.</param>
    public static Axis Over(IEnumerable<double> values, double least)
    {
        double[] all = [.. values.DefaultIfEmpty(0)];
        int low = Math.Max((int)Math.Floor(1000 * all.Min()), (int)(1000 * least));
        int high = Math.Min((int)Math.Ceiling(1000 * all.Max()), 1000);
        foreach (int step in _stepsInThousandths)
        {
            int first = FloorTo(low, step), last = -FloorTo(-high, step);
            if (last == first)
                (first, last) = last < 1000 ? (first, last + step) : (first - step, last);
            if ((last - first) / step < MostTicks)
                return new Axis(first, step, last);
        }
        return new Axis(-1000, 500, 1000);
    }

    /// <summary>The values of the ticks, from the left.</summary>
    public IEnumerable<double> Ticks()
    {
        for (int tick = _first; tick <= _last; tick += _step)
            yield return tick / 1000.0;
    }

    /// <summary>Where a value lies, in percent of the width.</summary>
    public double Position(double value) => Margin + (100 - 2 * Margin) * (1000 * value - _first) / (_last - _first);

    /// <summary>A tick's text, with as many decimals of a percent as the steps need.</summary>
    public string Label(double tick) =>
        (100 * tick).ToString(_step % 10 == 0 ? "0" : "0.0", System.Globalization.CultureInfo.InvariantCulture);

    private static int FloorTo(int value, int step) => (int)Math.Floor((double)value / step) * step;
}
