using System.Text;

namespace TrialKeep.Analysis.Charts;

/// <summary>The style of charts: in a page it takes the page's colours, in a file of its own it brings them.</summary>
internal static class ChartStyle
{
    /// <summary>The rules, which use the page's variables.</summary>
    public static string Rules { get; } = Read("chart.css");

    /// <summary>The variables, light, dark and for print, and the rules.</summary>
    public static string Standalone { get; } = Read("colours.css") + Rules;

    internal static string Read(string resource)
    {
        using Stream stream = typeof(ChartStyle).Assembly.GetManifestResourceStream(resource)!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
