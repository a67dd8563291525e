using TrialKeep.Analysis.Markup;

namespace TrialKeep.Analysis.Charts;

/// <summary>Shapes that tell series apart without colour.</summary>
internal static class Marker
{
    /// <summary>After so many series the shapes repeat.</summary>
    public const int Shapes = 6;

    private static readonly string[] _names = ["circle", "square", "diamond", "triangle", "triangle down", "cross"];

    /// <summary>What the shape is called in a text.</summary>
    public static string Name(int series) => _names[series % Shapes];

    /// <summary>The class that gives a series its colour and dashes.</summary>
    public static string Class(int series) => $"s{series % Shapes}";

    /// <summary>Draws a shape of about ten pixels.</summary>
    public static void Write(HtmlText html, int series, double x, double y, bool isFilled = true)
    {
        string kind = isFilled ? "marker" : "marker hollow";
        _ = (series % Shapes) switch
        {
            0 => html.Write($"""<circle class="{kind}" cx="{x}" cy="{y}" r="5"/>"""),
            1 => html.Write($"""<rect class="{kind}" x="{x - 4.5}" y="{y - 4.5}" width="9" height="9"/>"""),
            2 => html.Write($"""<path class="{kind}" d="M{x} {y - 6}L{x + 6} {y}L{x} {y + 6}L{x - 6} {y}Z"/>"""),
            3 => html.Write($"""<path class="{kind}" d="M{x} {y - 6}L{x + 6} {y + 5}L{x - 6} {y + 5}Z"/>"""),
            4 => html.Write($"""<path class="{kind}" d="M{x} {y + 6}L{x + 6} {y - 5}L{x - 6} {y - 5}Z"/>"""),
            _ => html.Write($"""<path class="{kind} open-shape" d="M{x - 5} {y - 5}L{x + 5} {y + 5}M{x - 5} {y + 5}L{x + 5} {y - 5}"/>"""),
        };
    }
}
