using System.Security.Cryptography;
using System.Text;

namespace TrialKeep.Analysis.Reports.Web;

/// <summary>The one style sheet of a page, and the hash by which the page's policy admits it and nothing else.</summary>
internal static class StyleSheet
{
    /// <summary>The text of report.css, its lines ended by line feeds.</summary>
    public static string Text { get; } = Read();

    /// <summary>The content security policy: nothing is loaded from anywhere, no script runs, and only this style applies.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; style-src 'sha256-{Hash(Text)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Read()
    {
        using Stream stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
