using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Statistics.Resampling;

/// <summary>What a mean needs of each unit: its sum and its number of observations, about a centre that keeps digits.</summary>
internal sealed class UnitTotals
{
    private const int Chunk = 2048;
    private const double Rounding = 1e-14; // of the squares: what is left when all units drawn are the same
    private readonly double[] _sums;
    private readonly double[]? _sizes; // null where every unit is one observation
    private readonly double _centre;

    public UnitTotals(ResamplingDesign design, ReadOnlySpan<double> sample)
    {
        Design = design;
        double sum = 0, residual = 0;
        foreach (double value in sample)
            sum += value;
        _centre = sum / sample.Length;
        _sums = new double[design.Units];
        bool single = design.Units == design.Observations;
        _sizes = single ? null : new double[design.Units];
        for (int unit = 0; unit < _sums.Length; unit++)
        {
            foreach (int row in design.RowsOf(unit))
                _sums[unit] += sample[row] - _centre;
            if (_sizes is not null)
                _sizes[unit] = design.SizeOf(unit);
            residual += _sums[unit];
        }
        Mean = _centre + residual / sample.Length;
    }

    public ResamplingDesign Design { get; }

    public double Mean { get; }

    /// <summary>The mean without each unit.</summary>
    public double[] MeansWithoutUnit()
    {
        double total = 0;
        foreach (double sum in _sums)
            total += sum;
        var means = new double[_sums.Length];
        for (int unit = 0; unit < means.Length; unit++)
            means[unit] = (total - _sums[unit]) / (Design.Observations - (_sizes?[unit] ?? 1));
        return means;
    }

    /// <summary>The linearised standard error of the mean: √(Σs us/(us - 1) Σ(e - ē)²) / n with e = a unit's sum of deviations.</summary>
    public EstimateWithError MeanWithError()
    {
        var moments = new Moments(Design.Strata);
        for (int stratum = 0; stratum < Design.Strata; stratum++)
        {
            for (int unit = Design.FirstUnit(stratum); unit < Design.FirstUnit(stratum + 1); unit++)
                moments.Add(stratum, _sums[unit], _sizes?[unit] ?? 1);
        }
        return moments.MeanWithError(Design, _centre);
    }

    /// <summary>One thread's drawing.</summary>
    public sealed class Drawing(UnitTotals totals)
    {
        private readonly int[] _drawn = new int[Chunk];
        private readonly SeededRandom _random = new(0);
        private readonly Moments _moments = new(totals.Design.Strata);

        /// <summary>The mean of the resample of a number.</summary>
        public double Mean(ulong seed, int number)
        {
            _random.Restart(seed, (ulong)number);
            double sum = 0, size = 0;
            for (int stratum = 0; stratum < totals.Design.Strata; stratum++)
            {
                int first = totals.Design.FirstUnit(stratum), units = totals.Design.UnitsIn(stratum);
                ReadOnlySpan<double> sums = totals._sums.AsSpan(first, units);
                ReadOnlySpan<double> sizes = totals._sizes is null ? [] : totals._sizes.AsSpan(first, units);
                for (int left = units; left > 0; left -= Chunk)
                {
                    Span<int> drawn = _drawn.AsSpan(0, Math.Min(left, Chunk));
                    _random.FillIndices(drawn, units);
                    sum += SumOf(sums, drawn);
                    size += sizes.IsEmpty ? drawn.Length : SumOf(sizes, drawn);
                }
            }
            return totals._centre + sum / size;
        }

        /// <summary>The mean of the resample of a number, and its standard error.</summary>
        public EstimateWithError MeanWithError(ulong seed, int number)
        {
            _random.Restart(seed, (ulong)number);
            _moments.Clear();
            for (int stratum = 0; stratum < totals.Design.Strata; stratum++)
            {
                int first = totals.Design.FirstUnit(stratum), units = totals.Design.UnitsIn(stratum);
                for (int left = units; left > 0; left -= Chunk)
                {
                    Span<int> drawn = _drawn.AsSpan(0, Math.Min(left, Chunk));
                    _random.FillIndices(drawn, units);
                    foreach (int unit in drawn)
                        _moments.Add(stratum, totals._sums[first + unit], totals._sizes?[first + unit] ?? 1);
                }
            }
            return _moments.MeanWithError(totals.Design, totals._centre);
        }

        private static double SumOf(ReadOnlySpan<double> values, ReadOnlySpan<int> drawn)
        {
            double a = 0, b = 0, c = 0, d = 0;
            int i = 0;
            for (; i + 4 <= drawn.Length; i += 4)
            {
                a += values[drawn[i]];
                b += values[drawn[i + 1]];
                c += values[drawn[i + 2]];
                d += values[drawn[i + 3]];
            }
            for (; i < drawn.Length; i++)
                a += values[drawn[i]];
            return (a + b) + (c + d);
        }
    }

    /// <summary>Sums of powers and products of units' sums and sizes, by stratum.</summary>
    private sealed class Moments(int strata)
    {
        private readonly double[] _sum = new double[strata], _size = new double[strata];
        private readonly double[] _sumSquares = new double[strata], _products = new double[strata], _sizeSquares = new double[strata];

        public void Add(int stratum, double sum, double size)
        {
            _sum[stratum] += sum;
            _size[stratum] += size;
            _sumSquares[stratum] += sum * sum;
            _products[stratum] += sum * size;
            _sizeSquares[stratum] += size * size;
        }

        public void Clear()
        {
            foreach (double[] sums in (ReadOnlySpan<double[]>)[_sum, _size, _sumSquares, _products, _sizeSquares])
                Array.Clear(sums);
        }

        public EstimateWithError MeanWithError(ResamplingDesign design, double centre)
        {
            double sum = 0, size = 0, variance = 0;
            for (int stratum = 0; stratum < strata; stratum++)
            {
                sum += _sum[stratum];
                size += _size[stratum];
            }
            double mean = sum / size;
            for (int stratum = 0; stratum < strata; stratum++)
            {
                double units = design.UnitsIn(stratum);
                if (units < 2)
                    continue;
                double residual = _sum[stratum] - mean * _size[stratum];
                double squares = _sumSquares[stratum] - 2 * mean * _products[stratum] + mean * mean * _sizeSquares[stratum];
                double spread = squares - residual * residual / units;
                if (spread > Rounding * _sumSquares[stratum])
                    variance += units / (units - 1) * spread;
            }
            return new EstimateWithError(centre + mean, Math.Sqrt(variance) / size);
        }
    }
}
