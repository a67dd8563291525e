using System.Globalization;

namespace TrialKeep.Runtime.Columns;

/// <summary>A value as a column holds it: null, text, a whole number or a double.</summary>
public readonly record struct ColumnValue
{
    private readonly string? _text;
    private readonly long _bits;
    private readonly bool _isNumber;

    private ColumnValue(ColumnAffinity affinity, string? text, long bits, bool isNumber)
    {
        Affinity = affinity;
        _text = text;
        _bits = bits;
        _isNumber = isNumber;
    }

    /// <summary>Null, which is also the default.</summary>
    public static ColumnValue Null => default;

    /// <summary>There is no value.</summary>
    public bool IsNull => _text is null && !_isNumber;

    /// <summary>What it is, unless it is null.</summary>
    public ColumnAffinity Affinity { get; }

    /// <summary>The text.</summary>
    /// <exception cref="InvalidOperationException">It is no text.</exception>
    public string Text => _text ?? throw new InvalidOperationException("The value is no text.");

    /// <summary>The whole number.</summary>
    /// <exception cref="InvalidOperationException">It is no whole number.</exception>
    public long Integer => _isNumber && Affinity == ColumnAffinity.Integer ? _bits : throw new InvalidOperationException("The value is no whole number.");

    /// <summary>The double.</summary>
    /// <exception cref="InvalidOperationException">It is no double.</exception>
    public double Real => _isNumber && Affinity == ColumnAffinity.Real ? BitConverter.Int64BitsToDouble(_bits) : throw new InvalidOperationException("The value is no double.");

    /// <summary>A text or null.</summary>
    public static ColumnValue Of(string? value) => value is null ? default : new(ColumnAffinity.Text, value, 0, isNumber: false);

    /// <summary>A whole number.</summary>
    public static ColumnValue Of(long value) => new(ColumnAffinity.Integer, null, value, isNumber: true);

    /// <summary>A double; NaN is null, and there is one zero.</summary>
    public static ColumnValue Of(double value) =>
        double.IsNaN(value) ? default : new(ColumnAffinity.Real, null, value == 0 ? 0 : BitConverter.DoubleToInt64Bits(value), isNumber: true);

    /// <summary>0 or 1.</summary>
    public static ColumnValue Of(bool value) => Of(value ? 1L : 0L);

    /// <summary>A moment as text in UTC, 2026-01-31T12:00:00.0000000Z: the order of the texts is that of the moments.</summary>
    public static ColumnValue Of(DateTimeOffset value) => Of(value.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A date as text, 2026-01-31.</summary>
    public static ColumnValue Of(DateOnly value) => Of(value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A time of day as text, 12:00:00.0000000.</summary>
    public static ColumnValue Of(TimeOnly value) => Of(value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>A duration as its ticks of 100 ns.</summary>
    public static ColumnValue Of(TimeSpan value) => Of(value.Ticks);

    /// <summary>The order that SQLite's binary collation has; null and another affinity have none.</summary>
    public static int? Compare(ColumnValue left, ColumnValue right)
    {
        if (left.IsNull || right.IsNull || left.Affinity != right.Affinity) return null;
        return left.Affinity switch
        {
            ColumnAffinity.Text => CompareText(left.Text, right.Text),
            ColumnAffinity.Integer => left.Integer.CompareTo(right.Integer),
            _ => left.Real.CompareTo(right.Real),
        };
    }

    /// <summary>The value as text, invariant; empty for null.</summary>
    public override string ToString() => IsNull ? "" : Affinity switch
    {
        ColumnAffinity.Text => Text,
        ColumnAffinity.Integer => Integer.ToString(CultureInfo.InvariantCulture),
        _ => Real.ToString("R", CultureInfo.InvariantCulture),
    };

    // The order of UTF-8 bytes is that of code points; UTF-16 has its surrogates before U+E000.
    private static int CompareText(string left, string right)
    {
        for (int i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] == right[i]) continue;
            bool leftIsHigh = char.IsSurrogate(left[i]);
            return leftIsHigh == char.IsSurrogate(right[i]) ? left[i].CompareTo(right[i]) : leftIsHigh ? 1 : -1;
        }

        return left.Length.CompareTo(right.Length);
    }
}
