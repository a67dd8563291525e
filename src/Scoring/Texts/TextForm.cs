using System.Globalization;
using System.Text;

namespace TrialKeep;

/// <summary>
/// What is made of texts before they are compared, in no culture and in this order: Unicode's normal form, small letters, without punctuation,
/// without articles, white space.
/// </summary>
public sealed record TextForm
{
    private const string AsciiSymbols = "$+<=>^`|~";

    /// <summary>As they stand.</summary>
    public static TextForm AsIs { get; } = new();

    /// <summary>Without white space at both ends.</summary>
    public static TextForm Trimmed { get; } = new() { Blanks = TextBlanks.Trimmed };

    /// <summary>Compatible characters, case, punctuation and white space make no difference.</summary>
    public static TextForm Loose { get; } = new() { Unicode = NormalizationForm.FormKC, IgnoresCase = true, IgnoresPunctuation = true, Blanks = TextBlanks.Collapsed };

    /// <summary>As SQuAD's evaluation script (Rajpurkar et al. 2016) has it: case, punctuation (there of ASCII only), English articles and white space make no difference.</summary>
    public static TextForm Squad { get; } = new() { IgnoresCase = true, IgnoresPunctuation = true, IgnoresArticles = true, Blanks = TextBlanks.Collapsed };

    /// <summary>The normal form of Unicode; null to leave it.</summary>
    public NormalizationForm? Unicode { get; init; }

    /// <summary>Capital letters are small ones, letter by letter: <c>ß</c> is not <c>ss</c>.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>Punctuation (Unicode's categories P, and the symbols of ASCII) is dropped.</summary>
    public bool IgnoresPunctuation { get; init; }

    /// <summary>The words <c>a</c>, <c>an</c> and <c>the</c> are dropped, and white space is collapsed.</summary>
    public bool IgnoresArticles { get; init; }

    /// <summary>What becomes of white space.</summary>
    public TextBlanks Blanks { get; init; }

    /// <summary>The canonical text of these settings.</summary>
    internal string Settings =>
        $"unicode={Unicode?.ToString() ?? "any"},case={(IgnoresCase ? "any" : "kept")},punctuation={(IgnoresPunctuation ? "any" : "kept")},articles={(IgnoresArticles ? "any" : "kept")},blanks={Blanks}";

    /// <summary>What is compared instead of a text.</summary>
    public string Apply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Unicode is { } form) text = WellFormed(text).Normalize(form);
        if (IgnoresCase) text = text.ToLowerInvariant();
        if (IgnoresPunctuation) text = WithoutPunctuation(text);
        if (IgnoresArticles) text = string.Join(' ', Words(text).Where(static word => word is not ("a" or "an" or "the" or "A" or "An" or "The" or "AN" or "THE")));
        return Blanks switch
        {
            TextBlanks.Trimmed => text.Trim(),
            TextBlanks.Collapsed => string.Join(' ', Words(text)),
            TextBlanks.Removed => string.Concat(Words(text)),
            _ => text,
        };
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string WithoutPunctuation(string text)
    {
        StringBuilder kept = new(text.Length);
        foreach (char c in text)
        {
            if (!char.IsPunctuation(c) && !AsciiSymbols.Contains(c, StringComparison.Ordinal)) kept.Append(c);
        }

        return kept.ToString();
    }

    // A half of a pair has no normal form.
    private static string WellFormed(string text)
    {
        StringBuilder whole = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) whole.Append(CultureInfo.InvariantCulture, $"{rune}");
        return whole.ToString();
    }
}
