using System.Security.Cryptography;
using System.Text;
using TrialKeep.Analysis.Charts;

namespace TrialKeep.Analysis.Reports.Html;

/// <summary>The one style and the one script of a page, and the policy that admits them by their hashes and nothing else.</summary>
internal static class PageAssets
{
    public static string Style { get; } = ChartStyle.Standalone + ChartStyle.Read("page.css");

    public static string Script { get; } = ChartStyle.Read("page.js");

    /// <summary>Nothing is loaded from anywhere, and no other script or style applies.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src 'sha256-{Hash(Script)}'; style-src 'sha256-{Hash(Style)}'; base-uri 'none'; form-action 'none'";

    private static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
