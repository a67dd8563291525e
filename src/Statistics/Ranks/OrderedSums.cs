namespace TrialKeep.Statistics.Ranks;

/// <summary>Order statistics of all sums of two values, without making the sums: time n log of their range, memory n.</summary>
/// <remarks>
/// The k-th smallest is the smallest floating-point number that at least k sums do not exceed; it is found by bisection over the numbers'
/// bit patterns, counting with two pointers, and is one of the sums exactly.
/// </remarks>
internal abstract class OrderedSums
{
    /// <summary>How many sums there are.</summary>
    public abstract long Count { get; }

    protected abstract double Smallest { get; }

    protected abstract double Largest { get; }

    /// <summary>The k-th smallest sum, k from 1.</summary>
    public double Select(long k)
    {
        long low = Order(Smallest), high = Order(Largest);
        while (low < high)
        {
            long middle = low + (long)(((ulong)high - (ulong)low) / 2);
            if (CountUpTo(Value(middle)) >= k)
                high = middle;
            else
                low = middle + 1;
        }
        return Value(low);
    }

    /// <summary>The mean of the middle one or two.</summary>
    public double Median()
    {
        double lower = Select((Count + 1) / 2);
        return Count % 2 == 1 ? lower : lower + (Select(Count / 2 + 1) - lower) / 2;
    }

    /// <summary>From the k-th smallest to the k-th largest; infinite on both sides for k = 0.</summary>
    public Interval Between(long k) =>
        k < 1 ? new Interval(double.NegativeInfinity, double.PositiveInfinity) : new Interval(Select(k), Select(Count + 1 - k));

    protected abstract long CountUpTo(double value);

    private static long Order(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value == 0 ? 0 : value);
        return bits < 0 ? long.MinValue - bits : bits;
    }

    private static double Value(long order) => BitConverter.Int64BitsToDouble(order < 0 ? long.MinValue - order : order);

    /// <summary>The means of each pair of values, each value with itself included.</summary>
    public sealed class Walsh : OrderedSums
    {
        private readonly double[] _halves;

        public Walsh(ReadOnlySpan<double> values)
        {
            _halves = new double[values.Length];
            for (int i = 0; i < _halves.Length; i++)
                _halves[i] = values[i] / 2;
            Array.Sort(_halves);
        }

        public override long Count => _halves.Length * (_halves.Length + 1L) / 2;

        protected override double Smallest => _halves[0] + _halves[0];

        protected override double Largest => _halves[^1] + _halves[^1];

        protected override long CountUpTo(double value)
        {
            long count = 0;
            int end = _halves.Length; // _halves[..end] fit with the current one
            for (int i = 0; i < _halves.Length; i++)
            {
                while (end > i && _halves[i] + _halves[end - 1] > value)
                    end--;
                if (end <= i)
                    break;
                count += end - i;
            }
            return count;
        }
    }

    /// <summary>The differences of each value of one sample and each of another.</summary>
    public sealed class Differences : OrderedSums
    {
        private readonly double[] _first, _second;

        public Differences(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
        {
            (_first, _second) = (first.ToArray(), second.ToArray());
            Array.Sort(_first);
            Array.Sort(_second);
        }

        public override long Count => (long)_first.Length * _second.Length;

        protected override double Smallest => _first[0] - _second[^1];

        protected override double Largest => _first[^1] - _second[0];

        protected override long CountUpTo(double value)
        {
            long count = 0;
            int start = 0; // from here on second values are large enough
            foreach (double one in _first)
            {
                while (start < _second.Length && one - _second[start] > value)
                    start++;
                if (start == _second.Length)
                    break;
                count += _second.Length - start;
            }
            return count;
        }
    }
}
