using System.Text;
using System.Xml;

namespace TrialKeep.Analysis.Reports.Builds;

/// <summary>Text that an XML 1.0 file may hold (W3C, Extensible Markup Language 1.0, section 2.2).</summary>
internal static class XmlText
{
    /// <summary>The text with each character that is not allowed, and each half of a surrogate pair, replaced by U+FFFD.</summary>
    public static string Of(string text)
    {
        StringBuilder allowed = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            allowed.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "\uFFFD" : rune.ToString());
        return allowed.ToString();
    }
}
