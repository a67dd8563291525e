using System.Buffers;
using System.Collections.Immutable;

namespace TrialKeep.Storage.Redaction;

/// <summary>Replaces secrets that are known word for word: keys and passwords of the environment.</summary>
public sealed class SecretRedactor : IRedactor
{
    private const int Shortest = 4;
    private readonly ImmutableArray<string> _secrets;
    private readonly SearchValues<string> _any;
    private readonly string _replacement;

    /// <summary>A redactor of these secrets.</summary>
    /// <param name="secrets">The secrets, each of at least four characters; compared character by character, upper and lower case told apart.</param>
    /// <param name="replacement">What stands in their place.</param>
    /// <exception cref="ArgumentException">A secret is shorter, or the replacement contains one.</exception>
    public SecretRedactor(IEnumerable<string> secrets, string replacement = "[secret]")
    {
        ArgumentNullException.ThrowIfNull(secrets);
        ArgumentNullException.ThrowIfNull(replacement);
        // The longest first: one secret may be a part of another.
        _secrets = [.. secrets.OrderByDescending(static secret => secret.Length)];
        _any = SearchValues.Create(_secrets.AsSpan(), StringComparison.Ordinal);
        _replacement = replacement;
        if (_secrets.Any(static secret => secret.Length < Shortest)) throw new ArgumentException($"A secret has less than {Shortest} characters, which would be found in any text; leave it out.", nameof(secrets));
        if (_secrets.Any(secret => replacement.Contains(secret, StringComparison.Ordinal))) throw new ArgumentException("The replacement contains a secret; choose another.", nameof(replacement));
    }

    /// <inheritdoc/>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.AsSpan().ContainsAny(_any)) return text;
        foreach (string secret in _secrets) text = text.Replace(secret, _replacement, StringComparison.Ordinal);
        return text;
    }
}
