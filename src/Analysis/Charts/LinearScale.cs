using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Charts;

/// <summary>
/// A scale over any values with ticks at round ones. Values that are not finite don't count, so huge ones are cut; without any it goes from
/// 0 to 1, and around a single value it leaves room.
/// </summary>
internal sealed class LinearScale
{
    private const double Largest = 1e300, Smallest = 1e-300, LeastRelativeSpan = 1e-9;
    private const int MostTicks = 6;

    private static readonly double[] _roundSteps = [1, 2, 5, 10];

    private readonly double _step, _first;
    private readonly int _count;

    private LinearScale(double first, double step, int count) => (_first, _step, _count) = (first, step, count);

    /// <summary>The value at the beginning.</summary>
    public double Low => _first;

    /// <summary>The value at the end.</summary>
    public double High => _first + _step * (_count - 1);

    /// <summary>The scale that shows all the values.</summary>
    public static LinearScale Over(IEnumerable<double> values)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double value in values.Where(double.IsFinite))
            (low, high) = (Math.Min(low, Cut(value)), Math.Max(high, Cut(value)));
        return low > high ? Between(0, 1) : Between(low, high);
    }

    /// <summary>The values of the ticks, from the least.</summary>
    public IEnumerable<double> Ticks() => Enumerable.Range(0, _count).Select(i => Math.Abs(_first + _step * i) < _step / 1e6 ? 0 : _first + _step * i);

    /// <summary>Where a value lies, from 0 to 1; what lies outside is put at the end.</summary>
    public double Share(double value) =>
        double.IsNaN(value) ? 0 : Math.Clamp((Math.Clamp(value, -2 * Largest, 2 * Largest) - Low) / (High - Low), 0, 1);

    /// <summary>A tick's text, with as many decimals as the steps need.</summary>
    public string Label(double tick, ValueFormat format)
    {
        (double value, double step) = format == ValueFormat.Share ? (100 * tick, 100 * _step) : (tick, _step);
        double largest = Math.Max(Math.Abs(Low), Math.Abs(High));
        string text = step < 1e-4 || largest >= 1e7 ? Amount.Plain(value) : Amount.Fixed(value, Math.Max(0, (int)Math.Ceiling(-Math.Log10(step) - 1e-9)));
        return format == ValueFormat.Share ? text + "%" : text;
    }

    private static LinearScale Between(double low, double high)
    {
        double least = Math.Max(LeastRelativeSpan * Math.Max(Math.Abs(low), Math.Abs(high)), Smallest);
        if (high - low < least)
        {
            double room = low == 0 ? 0.5 : Math.Max(least, Math.Abs(low) / 10);
            (low, high) = (low - room, high + room);
        }

        double step = (high - low) / (MostTicks - 1), power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return _roundSteps.Append(20).Select(round => OfStep(low, high, round * power)).First(static scale => scale._count <= MostTicks);
    }

    private static LinearScale OfStep(double low, double high, double step)
    {
        double first = Math.Floor(low / step + 1e-9), last = Math.Ceiling(high / step - 1e-9);
        return new LinearScale(first * step, step, (int)Math.Clamp(last - first, 1, 1000) + 1);
    }

    private static double Cut(double value) => Math.Clamp(value, -Largest, Largest);
}
