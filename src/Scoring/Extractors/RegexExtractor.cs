using System.Text.RegularExpressions;

namespace TrialKeep.Scoring.Extractors;

/// <summary>
/// A group of the first or the last match of a pattern. Patterns are matched in linear time (<see cref="RegexOptions.NonBacktracking"/>) where they can
/// be; those with look-around or back-references are not, and get a second for a text: a <see cref="RegexMatchTimeoutException"/> is a failure, not an answer.
/// </summary>
internal sealed class RegexExtractor : Extractor
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);
    private readonly Regex _regex;
    private readonly int _group;
    private readonly bool _last;

    public RegexExtractor(string pattern, string? group, bool ignoreCase, bool last)
    {
        _regex = Compile(pattern, RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None));
        _group = GroupOf(_regex, group);
        _last = last;
        Settings = SettingsText.Of("trialkeep.extract.regex/1", pattern, group, ignoreCase ? "ignore-case" : "case", last ? "last" : "first");
    }

    public override string Name => "regex";

    public override string Settings { get; }

    public override Extraction Find(string text)
    {
        Match? found = null;
        for (Match match = _regex.Match(text); match.Success; match = match.NextMatch())
        {
            if (!match.Groups[_group].Success) continue;
            found = match;
            if (!_last) break;
        }

        return found is null ? Nothing("the pattern matches nowhere") : Found(found.Groups[_group].Value.Trim());
    }

    private static Regex Compile(string pattern, RegexOptions options)
    {
        try
        {
            return new(pattern, options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new(pattern, options, s_limit);
        }
        catch (ArgumentException exception)
        {
            throw new ArgumentException($"The pattern '{pattern}' is no regular expression: {exception.Message.ReplaceLineEndings(" ")}", nameof(pattern), exception);
        }
    }

    // Without a name: the first group where there is one, else the whole match.
    private static int GroupOf(Regex regex, string? group)
    {
        if (group is null) return regex.GetGroupNumbers().Length > 1 ? regex.GetGroupNumbers()[1] : 0;
        int number = regex.GroupNumberFromName(group);
        return number >= 0 ? number : throw new ArgumentException($"The pattern '{regex}' has no group '{group}'; name one of its groups.", nameof(group));
    }
}
