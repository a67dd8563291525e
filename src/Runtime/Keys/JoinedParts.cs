using System.Security.Cryptography;
using System.Text;

namespace TrialKeep.Runtime.Keys;

/// <summary>Gathers the parts of a joined key.</summary>
public struct JoinedParts
{
    private readonly string _separator;
    private readonly StringBuilder _text;
    private bool _any;

    /// <summary>No parts yet.</summary>
    /// <param name="separator">What stands between two parts.</param>
    public JoinedParts(string separator)
    {
        _separator = separator;
        _text = new();
    }

    /// <summary>Adds a part; null is empty.</summary>
    public void Add(string? part)
    {
        if (_any) _text.Append(_separator);
        _text.Append(part);
        _any = true;
    }

    /// <summary>Adds a part unless it is empty.</summary>
    public void AddUnlessEmpty(string? part)
    {
        if (!string.IsNullOrEmpty(part)) Add(part);
    }

    /// <summary>The first digits of the SHA-256 of a part's UTF-8, lower-case hexadecimal; an empty part stays empty.</summary>
    /// <exception cref="ExperimentDataException">The part has an unpaired surrogate.</exception>
    public static string? Hash(string? part, int digits)
    {
        if (string.IsNullOrEmpty(part)) return part;
        try
        {
            byte[] utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetBytes(part);
            return Convert.ToHexStringLower(SHA256.HashData(utf8))[..digits];
        }
        catch (EncoderFallbackException)
        {
            throw new ExperimentDataException("A key part has an unpaired surrogate, which UTF-8 can not hold; repair the text where it is read.");
        }
    }

    /// <summary>The text of the key.</summary>
    public readonly string Text() => _text.ToString();

    /// <summary>The text of an annotated value with a joined key, as a part of another.</summary>
    public static string Nested<T>(T value)
        where T : IJoinedKey<T> => T.JoinKey(value);
}
