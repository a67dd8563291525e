namespace TrialKeep.Scoring.Extractors;

/// <summary>
/// The numbers of a text, as people write them: <c>18</c>, <c>-3.5</c>, <c>1,234,567.8</c>, <c>.5</c>, <c>6.02e23</c>, <c>$18</c>, <c>50%</c>. Takes linear time.
/// </summary>
/// <remarks>
/// Digits are ASCII digits. Commas count between groups of three only, so that <c>1, 2</c> and <c>1,2</c> are two numbers. A minus (<c>-</c> or U+2212) belongs to a number when it
/// stands at its digits and behind no letter, digit, point or closing bracket: <c>3-4</c> is 3 and 4. Digits inside a word are no number (<c>x2</c>), a unit behind them does not matter
/// (<c>18km</c>). A point that ends a sentence is left out.
/// </remarks>
internal static class NumberScan
{
    /// <summary>Moves to the next number.</summary>
    /// <param name="text">The text.</param>
    /// <param name="at">Where to look from; behind the number when there is one.</param>
    /// <param name="number">The number without commas.</param>
    public static bool TryNext(ReadOnlySpan<char> text, ref int at, out ExactNumber number)
    {
        number = default;
        while (at < text.Length)
        {
            if (IsWord(text[at]) && !char.IsAsciiDigit(text[at]))
            {
                while (at < text.Length && IsWord(text[at])) at++;
            }
            else if (!StartsNumber(text, at))
            {
                at++;
            }
            else
            {
                int start = at;
                at = EndOf(text, at);
                if (ExactNumber.TryParse(Plain(text, start, at), out number)) return true;
            }
        }

        return false;
    }

    private static bool StartsNumber(ReadOnlySpan<char> text, int at) =>
        char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && (at == 0 || text[at - 1] != '.'));

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private static int EndOf(ReadOnlySpan<char> text, int at)
    {
        at = Digits(text, at);
        while (HasGroup(text, at)) at += 4;
        if (at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1])) at = Digits(text, at + 1);
        return Exponent(text, at);
    }

    private static int Digits(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at])) at++;
        return at;
    }

    // A comma, three digits and no fourth; before the first comma at most three.
    private static bool HasGroup(ReadOnlySpan<char> text, int at)
    {
        if (at + 3 >= text.Length || text[at] != ',' || Digits(text, at + 1) != at + 4) return false;
        int first = at;
        while (first > 0 && char.IsAsciiDigit(text[first - 1])) first--;
        return at - first is >= 1 and <= 3;
    }

    private static int Exponent(ReadOnlySpan<char> text, int at)
    {
        if (at >= text.Length || text[at] is not ('e' or 'E')) return at;
        int digits = at + 1 < text.Length && (text[at + 1] is '+' or '-') ? at + 2 : at + 1;
        int end = Digits(text, Math.Min(digits, text.Length));
        return end > digits && end - digits <= 9 && (end == text.Length || !IsWord(text[end])) ? end : at;
    }

    private static string Plain(ReadOnlySpan<char> text, int start, int end)
    {
        string digits = text[start..end].ToString().Replace(",", "", StringComparison.Ordinal);
        return IsNegative(text, start) ? "-" + digits : digits;
    }

    private static bool IsNegative(ReadOnlySpan<char> text, int start)
    {
        int sign = start - 1;
        if (sign >= 0 && text[sign] == '$') sign--;
        if (sign < 0 || text[sign] is not ('-' or '\u2212')) return false;
        return sign == 0 || !(IsWord(text[sign - 1]) || text[sign - 1] is '.' or ')' or ']' or '}');
    }
}
