using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>The first 32 hexadecimal digits of the SHA-256 of a text.</summary>
internal static class CodeDigest
{
    private const int Bytes = 16;

    // Half of a surrogate pair may stand in a user's text: UTF-16 keeps it where UTF-8 would replace it.
    public static string Of(string text)
    {
        using SHA256 hash = SHA256.Create();
        byte[] digest = hash.ComputeHash(Encoding.Unicode.GetBytes(text));
        return string.Concat(digest.Take(Bytes).Select(static b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }
}
