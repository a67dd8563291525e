using System.Runtime.CompilerServices;
using System.Text;

namespace TrialKeep.Analysis.Markup;

/// <summary>
/// HTML in the making. What stands in the literal part of an interpolated string is markup, what stands in its holes is encoded.
/// </summary>
internal sealed class HtmlText
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends markup with encoded holes; the handler has done it all by the time this is called.</summary>
    public HtmlText Write([InterpolatedStringHandlerArgument("")] ref HtmlHoles markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Appends text of this project's own that must not be encoded, such as the style sheet.</summary>
    public HtmlText WriteTrusted(string markup)
    {
        AppendMarkup(markup);
        return this;
    }

    public override string ToString() => _text.ToString();

    /// <summary>Line ends of a source file checked out with CRLF never reach the page.</summary>
    internal void AppendMarkup(string literal) => _text.Append(literal.Replace("\r\n", "\n", StringComparison.Ordinal));

    /// <summary>Appends text as text, with an opportunity to break after each of some characters.</summary>
    internal void AppendEncoded(string text, string breakAfter = "")
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => _text.Append("&amp;"),
                '<' => _text.Append("&lt;"),
                '>' => _text.Append("&gt;"),
                '"' => _text.Append("&quot;"),
                '\'' => _text.Append("&#39;"),
                _ => _text.Append((Phrasing.DisplayText.IsUnsafe(rune) ? Rune.ReplacementChar : rune).ToString()),
            };
            if (rune.IsBmp && breakAfter.Contains((char)rune.Value, StringComparison.Ordinal))
                _text.Append("<wbr>");
        }
    }
}
