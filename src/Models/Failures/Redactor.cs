using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TrialKeep.Models.Failures;

/// <summary>Takes the key, in any form that a server may echo it, out of what is shown and recorded.</summary>
internal sealed partial class Redactor
{
    private const string Mark = "[redacted]";
    private const int ExcerptLength = 200;

    private readonly string[] _secrets;

    public Redactor(string? key) => _secrets = key is null
        ? []
        : [.. new[] { key, JsonEncodedText.Encode(key).ToString(), Uri.EscapeDataString(key) }.Distinct(StringComparer.Ordinal)];

    public string Redact(string text)
    {
        foreach (string secret in _secrets)
            text = text.Replace(secret, Mark, StringComparison.Ordinal);
        return Credentials().Replace(text, Mark);
    }

    /// <summary>At most 200 characters on one line, without control characters, which could steer the terminal that shows them.</summary>
    public string Excerpt(string text)
    {
        var line = new StringBuilder();
        foreach (Rune rune in Redact(text).EnumerateRunes())
            Append(line, rune);
        string whole = line.ToString().Trim();
        if (whole.Length <= ExcerptLength)
            return whole;
        // Not between the two halves of one character.
        int length = char.IsHighSurrogate(whole[ExcerptLength - 2]) ? ExcerptLength - 2 : ExcerptLength - 1;
        return whole[..length] + "…";
    }

    /// <summary>The exception itself, or, when its text holds a secret, one that has the text without it and nothing else.</summary>
    public Exception Redact(Exception exception)
    {
        string text = exception.ToString();
        string redacted = Redact(text);
        return redacted == text ? exception : new RedactedException(redacted);
    }

    private static void Append(StringBuilder line, Rune rune)
    {
        bool blank = Rune.IsWhiteSpace(rune) || Rune.IsControl(rune);
        if (!blank)
            line.Append(rune.ToString());
        else if (line.Length > 0 && line[^1] != ' ')
            line.Append(' ');
    }

    // Keys that are not ours, or that the server has half masked: whatever follows "Bearer" and whatever looks like an OpenAI key.
    [GeneratedRegex(@"(?<=\bBearer\s+)[^\s""',]{8,}|\bsk-[A-Za-z0-9_*.-]{8,}", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();
}
