using TrialKeep.Analysis.Markup;

namespace TrialKeep.Analysis.Charts;

/// <summary>
/// A drawing of a few numbers as SVG, made without a library: readable without colour, with a text alternative, light or dark as its page is.
/// The same input gives the same bytes in every culture. Text is shown as text; numbers that are none are left out and counted.
/// </summary>
public abstract class Chart
{
    private protected const double Width = 640;

    private protected Chart()
    {
    }

    /// <summary>What the chart shows.</summary>
    public required string Title { get; init; }

    /// <summary>How to read it, in a sentence.</summary>
    public abstract string Description { get; }

    /// <summary>The numbers.</summary>
    public abstract ChartTable Table { get; }

    private protected abstract double Height { get; }

    /// <summary>The drawing as a file of its own, with its style.</summary>
    public string ToSvg()
    {
        HtmlText html = new();
        html.Write($"""<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="chart-title chart-desc" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}">""");
        html.WriteTrusted("\n<style>\n").WriteTrusted(ChartStyle.Standalone).WriteTrusted("</style>\n");
        WriteBody(html, "chart");
        return html.ToString();
    }

    /// <summary>The drawing inside a page that has the style.</summary>
    internal void Write(HtmlText html, string id)
    {
        html.Write($"""<svg class="chart" role="img" aria-labelledby="{id}-title {id}-desc" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}">""");
        WriteBody(html, id);
    }

    private protected abstract void Draw(HtmlText html);

    private protected static void Line(HtmlText html, string kind, double x1, double y1, double x2, double y2) =>
        html.Write($"""<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>""");

    private protected static void Text(HtmlText html, string kind, double x, double y, string text) =>
        html.Write($"""<text class="{kind}" x="{x}" y="{y}">{text}</text>""");

    /// <summary>A text that may be cut, with the whole of it when pointed at.</summary>
    private protected static void Label(HtmlText html, string kind, double x, double y, string text, string whole)
    {
        html.Write($"""<text class="{kind}" x="{x}" y="{y}">{text}""");
        if (text != whole)
            html.Write($"""<title>{whole}</title>""");
        html.WriteTrusted("</text>");
    }

    private void WriteBody(HtmlText html, string id)
    {
        html.Write($"""<title id="{id}-title">{Title}</title><desc id="{id}-desc">{Description}</desc>""").WriteTrusted("\n");
        Draw(html);
        html.WriteTrusted("</svg>\n");
    }
}
