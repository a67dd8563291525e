using TrialKeep.Scoring.Extractors;

namespace TrialKeep;

/// <summary>Makes extractors, which find the answer in what a model wrote. They combine: <c>Extract.Boxed().Or(Extract.LastNumber())</c>.</summary>
public static class Extract
{
    /// <summary>The whole text without white space around it.</summary>
    public static Extractor Text() => new WholeText();

    /// <summary>What follows the last <c>####</c> or <c>A:</c>, as in GSM8K's solutions.</summary>
    public static Extractor Marked() => new MarkedText();

    /// <summary>
    /// The first match of a pattern, in no culture. Patterns with look-around or back-references get a second for a text; beyond it the record is a failure.
    /// </summary>
    /// <param name="pattern">A pattern of .NET.</param>
    /// <param name="group">The name or the number of the group; null for the first group, or the whole match where there is none.</param>
    /// <param name="ignoreCase">Whether case does not matter.</param>
    /// <exception cref="ArgumentException">It is no pattern, or has no such group.</exception>
    public static Extractor Regex(string pattern, string? group = null, bool ignoreCase = false)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new RegexExtractor(pattern, group, ignoreCase, last: false);
    }

    /// <summary>The last match of a pattern; see <see cref="Regex"/>.</summary>
    /// <param name="pattern">A pattern of .NET.</param>
    /// <param name="group">The name or the number of the group; null for the first group, or the whole match where there is none.</param>
    /// <param name="ignoreCase">Whether case does not matter.</param>
    /// <exception cref="ArgumentException">It is no pattern, or has no such group.</exception>
    public static Extractor LastRegex(string pattern, string? group = null, bool ignoreCase = false)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new RegexExtractor(pattern, group, ignoreCase, last: true);
    }

    /// <summary>A value of the JSON in the text: the whole text, a code block, or the first object or array in the prose.</summary>
    /// <param name="path">A path such as <c>$.answer</c>, <c>$['final answer'][0]</c> or <c>$.steps[-1].value</c>; wildcards, slices and filters are not known.</param>
    /// <exception cref="ArgumentException">It is no such path.</exception>
    public static Extractor Json(string path = "$")
    {
        ArgumentNullException.ThrowIfNull(path);
        return new JsonExtractor(path);
    }

    /// <summary>The first number, in one spelling: <c>1250</c> for <c>$1,250.00</c>.</summary>
    public static Extractor FirstNumber() => new NumberExtractor(last: false);

    /// <summary>The last number, in one spelling: <c>1250</c> for <c>$1,250.00</c>.</summary>
    public static Extractor LastNumber() => new NumberExtractor(last: true);

    /// <summary>The letter of a multiple-choice answer in one of many spellings: "the answer is (C)", "**C**", <c>\boxed{C}</c>, "C) Paris". Two letters are none.</summary>
    /// <param name="first">The first letter, from A to Z.</param>
    /// <param name="last">The last letter, from A to Z.</param>
    /// <exception cref="ArgumentException">They are no letters, or in the wrong order.</exception>
    public static Extractor Choice(char first = 'A', char last = 'E') => new ChoiceLetter(first, last);

    /// <summary>What stands in the last <c>\boxed{…}</c>, braces inside it included.</summary>
    public static Extractor Boxed() => new BoxedText();

    /// <summary>The content of the first fenced code block.</summary>
    /// <param name="language">Only blocks marked with this language, in any case; null for all.</param>
    public static Extractor FirstCode(string? language = null) => new FencedCode(language, last: false);

    /// <summary>The content of the last fenced code block.</summary>
    /// <param name="language">Only blocks marked with this language, in any case; null for all.</param>
    public static Extractor LastCode(string? language = null) => new FencedCode(language, last: true);

    /// <summary>The text as SQuAD's script compares texts, after NFKC: lower case, no punctuation, no articles, single blanks.</summary>
    public static Extractor Normalized() => new NormalizedText();

    /// <summary>A text that is given without looking: at the end of a chain it makes an answer that is not found a wrong one, where it would be unscored.</summary>
    /// <param name="text">The text, which may be empty.</param>
    public static Extractor Otherwise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new FixedText(text);
    }

    /// <summary>The user's own extractor. The code identity of the transform that uses it covers its code.</summary>
    /// <param name="name">A short name, which is part of its identity.</param>
    /// <param name="find">Gives what it found, or null.</param>
    public static Extractor Of(string name, Func<string, string?> find)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(find);
        return new CodeExtractor(name, find);
    }
}
