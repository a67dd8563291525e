using TrialKeep.Statistics.Randomness;

namespace TrialKeep.Statistics.Resampling;

/// <summary>One thread's place for the values of a resample.</summary>
internal sealed class Resample
{
    private readonly ResamplingDesign _design;
    private readonly double[] _first, _second;
    private readonly double[] _drawnFirst, _drawnSecond;
    private readonly int[] _units;
    private readonly SeededRandom _random = new(0);
    private int _count, _firstStratum;

    public Resample(ResamplingDesign design, double[] first, double[]? second)
    {
        (_design, _first, _second) = (design, first, second ?? []);
        _drawnFirst = new double[design.MostRows];
        _drawnSecond = new double[second is null ? 0 : design.MostRows];
        _units = new int[design.Units];
    }

    public ReadOnlySpan<double> First => _drawnFirst.AsSpan(0, _count);

    public ReadOnlySpan<double> Second => _drawnSecond.AsSpan(0, _count);

    /// <summary>The values of the first stratum, and those of the others.</summary>
    public ReadOnlySpan<double> FirstStratum => _drawnFirst.AsSpan(0, _firstStratum);

    public ReadOnlySpan<double> OtherStrata => _drawnFirst.AsSpan(_firstStratum, _count - _firstStratum);

    /// <summary>Draws the resample of a number.</summary>
    public void Draw(ulong seed, int number)
    {
        _random.Restart(seed, (ulong)number);
        _count = 0;
        for (int stratum = 0; stratum < _design.Strata; stratum++)
        {
            int first = _design.FirstUnit(stratum);
            Span<int> drawn = _units.AsSpan(0, _design.UnitsIn(stratum));
            _random.FillIndices(drawn, drawn.Length);
            foreach (int unit in drawn)
                Add(first + unit);
            EndStratum(stratum);
        }
    }

    /// <summary>Takes everything but one unit; -1 leaves nothing out.</summary>
    public void LeaveOut(int left)
    {
        _count = 0;
        for (int stratum = 0; stratum < _design.Strata; stratum++)
        {
            for (int unit = _design.FirstUnit(stratum); unit < _design.FirstUnit(stratum + 1); unit++)
            {
                if (unit != left)
                    Add(unit);
            }
            EndStratum(stratum);
        }
    }

    private void Add(int unit)
    {
        foreach (int row in _design.RowsOf(unit))
        {
            _drawnFirst[_count] = _first[row];
            if (_drawnSecond.Length > 0)
                _drawnSecond[_count] = _second[row];
            _count++;
        }
    }

    private void EndStratum(int stratum)
    {
        if (stratum == 0)
            _firstStratum = _count;
    }
}
