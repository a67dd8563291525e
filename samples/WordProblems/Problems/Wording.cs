using System.Globalization;

namespace WordProblems.Problems;

/// <summary>Numbers and nouns as English text, in no culture.</summary>
internal static class Wording
{
    private static readonly string[] SmallNumbers =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>Digits, or a word for a number up to twelve if <paramref name="inWords"/>.</summary>
    public static string Number(int value, bool inWords = false) =>
        inWords && value >= 0 && value < SmallNumbers.Length ? SmallNumbers[value] : value.ToString(CultureInfo.InvariantCulture);

    /// <summary><c>$7</c> for whole dollars, <c>$7.50</c> otherwise.</summary>
    public static string Money(decimal dollars) =>
        "$" + dollars.ToString(dollars == decimal.Truncate(dollars) ? "0" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>The noun in the number that <paramref name="count"/> asks for.</summary>
    public static string Noun(int count, string singular, string? plural = null) => count == 1 ? singular : plural ?? singular + "s";

    public static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
