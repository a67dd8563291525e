using System.Globalization;

namespace TrialKeep.Scoring.Extractors;

/// <summary>
/// A number as it is written, without rounding: <c>26</c> equals <c>26.0</c> and <c>2.6E1</c>, and <c>0.1</c> with
/// forty more digits does not equal <c>0.1</c>. It can be compared, and nothing else: no arithmetic is offered.
/// </summary>
/// <remarks>
/// Reading takes time and space linear in the text, whatever the exponent: the value is held as its significant digits
/// and a power of ten, and never expanded.
/// </remarks>
public readonly struct ExactNumber : IEquatable<ExactNumber>
{
    private const int LongestPlainForm = 64;

    private readonly string? _digits;
    private readonly long _power;
    private readonly bool _negative;

    private ExactNumber(bool negative, string digits, long power)
    {
        _digits = digits.Length == 0 ? null : digits;
        _negative = negative && _digits is not null;
        _power = _digits is null ? 0 : power;
    }

    /// <summary>The same number as <paramref name="value"/>; its scale does not matter.</summary>
    public static ExactNumber From(decimal value) =>
        TryParse(value.ToString(CultureInfo.InvariantCulture), out ExactNumber number)
            ? number
            : throw new InvalidOperationException("A decimal was not written as a number.");

    /// <summary>
    /// Reads an optional sign, ASCII digits with at most one point (<c>18</c>, <c>18.</c>, <c>.5</c>) and an optional exponent
    /// of at most nine digits. The whole text must be that: no blank, comma, currency sign, percent sign or unit.
    /// </summary>
    /// <returns>Whether the text is such a number. Never throws.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out ExactNumber number)
    {
        number = default;
        bool negative = TakeSign(ref text);
        ReadOnlySpan<char> whole = TakeDigits(ref text);
        ReadOnlySpan<char> fraction = TakePoint(ref text) ? TakeDigits(ref text) : [];
        if (whole.Length + fraction.Length == 0 || !TryTakeExponent(ref text, out long exponent) || text.Length > 0)
            return false;
        number = Normalize(negative, string.Concat(whole, fraction), exponent - fraction.Length);
        return true;
    }

    /// <inheritdoc/>
    public bool Equals(ExactNumber other) => _negative == other._negative && _power == other._power && _digits == other._digits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ExactNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_negative, _power, _digits);

    /// <summary>Whether both are the same number.</summary>
    public static bool operator ==(ExactNumber left, ExactNumber right) => left.Equals(right);

    /// <summary>Whether they are different numbers.</summary>
    public static bool operator !=(ExactNumber left, ExactNumber right) => !left.Equals(right);

    /// <summary>
    /// One text for one number, in no culture: <c>1250</c>, <c>-0.5</c>, and <c>12E90</c> where zeros would fill more than
    /// 64 places.
    /// </summary>
    public override string ToString()
    {
        if (_digits is null)
            return "0";
        string sign = _negative ? "-" : "";
        return Math.Abs(_power) > LongestPlainForm
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{_digits}E{_power}")
            : sign + Plain(_digits, (int)_power);
    }

    private static string Plain(string digits, int power)
    {
        if (power >= 0)
            return digits + new string('0', power);
        string padded = digits.PadLeft(1 - power, '0');
        return string.Concat(padded.AsSpan(0, padded.Length + power), ".", padded.AsSpan(padded.Length + power));
    }

    private static ExactNumber Normalize(bool negative, string digits, long power)
    {
        string significant = digits.TrimStart('0');
        string trimmed = significant.TrimEnd('0');
        return new(negative, trimmed, power + significant.Length - trimmed.Length);
    }

    private static bool TakeSign(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('-' or '+'))
            return false;
        bool negative = text[0] == '-';
        text = text[1..];
        return negative;
    }

    private static bool TakePoint(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '.')
            return false;
        text = text[1..];
        return true;
    }

    private static ReadOnlySpan<char> TakeDigits(ref ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAnyExceptInRange('0', '9');
        ReadOnlySpan<char> digits = end < 0 ? text : text[..end];
        text = text[digits.Length..];
        return digits;
    }

    private static bool TryTakeExponent(ref ReadOnlySpan<char> text, out long exponent)
    {
        exponent = 0;
        if (text.IsEmpty || text[0] is not ('e' or 'E'))
            return true;
        text = text[1..];
        bool negative = TakeSign(ref text);
        ReadOnlySpan<char> digits = TakeDigits(ref text);
        if (digits.Length is 0 or > 9)
            return false;
        exponent = long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture) * (negative ? -1 : 1);
        return true;
    }
}
