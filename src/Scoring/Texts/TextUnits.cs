using System.Globalization;
using System.Text;

namespace TrialKeep.Scoring.Texts;

/// <summary>Cuts texts, and numbers what they are cut into so that equal units have equal numbers.</summary>
internal static class TextUnits
{
    public static List<string> Of(string text, TextUnit unit)
    {
        List<string> units = [];
        StringBuilder word = new();
        foreach (Rune rune in text.ToLowerInvariant().EnumerateRunes())
        {
            if (unit == TextUnit.Character)
            {
                if (!Rune.IsWhiteSpace(rune)) units.Add(rune.ToString());
            }
            else if (IsOfWord(rune))
            {
                word.Append(CultureInfo.InvariantCulture, $"{rune}");
            }
            else
            {
                End(word, units);
            }
        }

        End(word, units);
        return units;
    }

    /// <summary>Numbers for the units of two texts.</summary>
    public static (int[] Left, int[] Right) Numbered(IEnumerable<string> left, IEnumerable<string> right)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        return ([.. left.Select(Number)], [.. right.Select(Number)]);

        int Number(string unit)
        {
            if (!numbers.TryGetValue(unit, out int number)) numbers.Add(unit, number = numbers.Count);
            return number;
        }
    }

    private static bool IsOfWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;

    private static void End(StringBuilder word, List<string> units)
    {
        if (word.Length == 0) return;
        units.Add(word.ToString());
        word.Clear();
    }
}
