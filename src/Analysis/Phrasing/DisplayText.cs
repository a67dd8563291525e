using System.Globalization;
using System.Text;

namespace TrialKeep.Analysis.Phrasing;

/// <summary>Text from users, made fit for people to look at: no control characters, a known width, a bounded length.</summary>
public static class DisplayText
{
    private const string Ellipsis = "…";

    /// <summary>The text on one line: runs of white space become a blank, and characters that command a terminal or turn the writing
    /// direction become U+FFFD.</summary>
    /// <param name="text">The text.</param>
    public static string OneLine(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (line.Length > 0 && line[^1] != ' ')
                    line.Append(' ');
            }
            else
                line.Append(IsUnsafe(rune) ? Rune.ReplacementChar.ToString() : rune.ToString());
        }
        return line.ToString().TrimEnd();
    }

    /// <summary>The text with its lines and white space, but characters that command a terminal or turn the writing direction become U+FFFD.</summary>
    /// <param name="text">The text.</param>
    public static string Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            shown.Append(IsUnsafe(rune) && rune.Value is not ('\n' or '\t') ? Rune.ReplacementChar.ToString() : rune.ToString());
        return shown.ToString();
    }

    /// <summary>The text on one line, at most so many columns wide, its middle replaced by an ellipsis.</summary>
    internal static string Shorten(string text, int width)
    {
        string line = OneLine(text);
        if (Width(line) <= width)
            return line;
        int tail = (width - 1) / 2;
        return Head(line, width - 1 - tail) + Ellipsis + Tail(line, tail);
    }

    /// <summary>The names shortened to so many columns, each still different from the others that differ.</summary>
    internal static IReadOnlyDictionary<string, string> ShortenApart(IEnumerable<string> names, int width)
    {
        var chosen = new Dictionary<string, string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            if (chosen.ContainsKey(name))
                continue;
            string candidate = Shorten(name, width);
            for (int number = 2; !taken.Add(candidate); number++)
            {
                string mark = string.Create(CultureInfo.InvariantCulture, $"~{number}");
                candidate = Shorten(name, Math.Max(1, width - mark.Length)) + mark;
            }
            chosen.Add(name, candidate);
        }
        return chosen;
    }

    /// <summary>
    /// How many columns of a terminal the text takes: two for East Asian wide characters and emoji, none for combining marks.
    /// </summary>
    internal static int Width(string text)
    {
        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
            width += Width(rune);
        return width;
    }

    private static string Head(string line, int width)
    {
        int length = 0;
        foreach (Rune rune in line.EnumerateRunes())
        {
            if ((width -= Width(rune)) < 0)
                break;
            length += rune.Utf16SequenceLength;
        }
        return line[..length];
    }

    private static string Tail(string line, int width)
    {
        int start = line.Length;
        foreach (Rune rune in line.EnumerateRunes().Reverse())
        {
            if ((width -= Width(rune)) < 0)
                break;
            start -= rune.Utf16SequenceLength;
        }
        return line[start..];
    }

    private static int Width(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    /// <summary>The blocks that Unicode's East Asian Width (UAX 11) counts as wide, coarsely.</summary>
    private static bool IsWide(int value) => value
        is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF)
        or (>= 0x20000 and <= 0x3FFFD);

    /// <summary>Whether a character commands a terminal or turns the writing direction.</summary>
    internal static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F;
}
