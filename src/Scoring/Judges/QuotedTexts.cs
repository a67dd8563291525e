using System.Globalization;
using System.Text;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Scoring.Judges;

/// <summary>
/// Texts between marks that they can't contain, so that nothing in them can end the quotation and speak to the judge as its user. The marks are
/// made from the digest of the texts: equal texts have equal marks, and whoever writes a text can't write its own digest into it.
/// </summary>
internal static class QuotedTexts
{
    private const int MarkLength = 16;

    /// <summary>Each text under its name, between its marks.</summary>
    public static string Of(params ReadOnlySpan<(string Name, string Text)> texts)
    {
        string mark = MarkOf(texts);
        StringBuilder quoted = new();
        foreach ((string name, string text) in texts)
            quoted.Append(CultureInfo.InvariantCulture, $"<{name} {mark}>\n").Append(text).Append(CultureInfo.InvariantCulture, $"\n</{name} {mark}>\n\n");
        return quoted.ToString();
    }

    private static string MarkOf(ReadOnlySpan<(string Name, string Text)> texts)
    {
        for (int attempt = 0; ; attempt++)
        {
            CompositeDigest digest = CompositeDigest.Of("judge.mark"u8);
            digest.Add(attempt);
            foreach ((string name, string text) in texts)
            {
                digest.Add(name);
                digest.Add(WellFormed(text));
            }

            string mark = digest.Finish().ToString()[..MarkLength];
            if (!Contain(texts, mark)) return mark;
        }
    }

    private static bool Contain(ReadOnlySpan<(string Name, string Text)> texts, string mark)
    {
        foreach ((_, string text) in texts)
        {
            if (text.Contains(mark, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    // A digest has no encoding for half a pair; one text more or less with the same mark does no harm.
    private static string WellFormed(string text)
    {
        StringBuilder whole = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes()) whole.Append(CultureInfo.InvariantCulture, $"{rune}");
        return whole.ToString();
    }
}
