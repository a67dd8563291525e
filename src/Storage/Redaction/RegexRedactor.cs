using System.Text.RegularExpressions;

namespace TrialKeep.Storage.Redaction;

/// <summary>Replaces what a pattern matches: addresses, numbers of cards, keys of a known form.</summary>
public sealed class RegexRedactor : IRedactor
{
    private readonly Regex _pattern;
    private readonly string _replacement;

    /// <summary>A redactor of one pattern.</summary>
    /// <param name="pattern">
    /// The pattern. Give it a time-out, or <see cref="RegexOptions.NonBacktracking"/>, when texts may come from strangers; when the time is over
    /// nothing is stored.
    /// </param>
    /// <param name="replacement">What stands in place of a match, taken literally; the pattern must not match it.</param>
    /// <exception cref="ArgumentException">The pattern matches the replacement or the empty text.</exception>
    public RegexRedactor(Regex pattern, string replacement = "[redacted]")
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(replacement);
        if (pattern.IsMatch("") || pattern.IsMatch(replacement)) throw new ArgumentException($"The pattern '{pattern}' matches the empty text or its own replacement '{replacement}'; make it stricter.", nameof(pattern));
        _pattern = pattern;
        _replacement = replacement;
    }

    /// <inheritdoc/>
    public string Redact(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _pattern.IsMatch(text) ? _pattern.Replace(text, _ => _replacement) : text;
    }
}
