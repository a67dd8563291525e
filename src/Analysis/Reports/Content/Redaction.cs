using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Content;

/// <summary>Texts as a policy lets them through.</summary>
internal static class Redaction
{
    private const int ShownDigits = 12;

    /// <summary>The text, its mark, or null where nothing may be shown.</summary>
    public static string? Apply(this ContentPolicy policy, string? text) => policy switch
    {
        _ when text is null => null,
        ContentPolicy.Full => text,
        ContentPolicy.Redacted => Mark(text),
        _ => null,
    };

    /// <summary><c>[sha256 1f3a9c04be12, 1,234 characters]</c>.</summary>
    private static string Mark(string text)
    {
        string digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        return string.Create(CultureInfo.InvariantCulture, $"[sha256 {digest[..ShownDigits]}, {Figure.Count(text.Length, "character", "characters")}]");
    }
}
