using System.Globalization;
using System.Runtime.CompilerServices;

namespace TrialKeep.Analysis.Markup;

/// <summary>
/// Takes an interpolated string apart: its literal text is markup, its holes are encoded. There is no way to put raw markup into a hole.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlHoles
{
    private readonly HtmlText _html;

    public HtmlHoles(int literalLength, int formattedCount, HtmlText html)
    {
        _ = (literalLength, formattedCount);
        _html = html;
    }

    public void AppendLiteral(string literal) => _html.AppendMarkup(literal);

    public void AppendFormatted(string? text) => _html.AppendEncoded(text ?? "");

    public void AppendFormatted(UserName name)
    {
        _html.AppendMarkup("<bdi>");
        _html.AppendEncoded(name.Text, UserName.Joints);
        _html.AppendMarkup("</bdi>");
    }

    public void AppendFormatted(int number) => _html.AppendMarkup(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A coordinate: at most two decimals.</summary>
    public void AppendFormatted(double number) => _html.AppendMarkup(number.ToString("0.##", CultureInfo.InvariantCulture));
}
