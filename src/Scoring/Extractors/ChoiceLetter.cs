using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace TrialKeep.Scoring.Extractors;

/// <summary>
/// The letter of a multiple-choice answer, in the spellings that models use. They are asked for from the surest to the vaguest, and the first that is there decides: <c>\boxed{C}</c>; "the
/// answer is (C)", "Answer: **C**", "the correct option is C."; a text that is nothing but the letter; "C) Paris" at the start; a line with nothing but the letter; "option C", "I choose C"; the only letter in brackets
/// or in bold; the only letter that stands alone. Of several the last one counts where a word leads to it. "A or B" is no answer, and neither are two letters that are equally vague.
/// </summary>
internal sealed class ChoiceLetter : Extractor
{
    private const string Fillers = @"(?:\W+(?:is|be|would|should|must|correct|right|the|option|choice|letter|answer|most|likely|probably|clearly|definitely|therefore|thus|to|this|question))*";
    private static readonly SearchValues<char> s_marks = SearchValues.Create(" \t\r\n*_\"'`([#");
    private readonly Spelling[] _spellings;
    private readonly Regex _another;

    public ChoiceLetter(char first, char last)
    {
        if (!char.IsAsciiLetterUpper(first) || !char.IsAsciiLetterUpper(last) || first > last) throw new ArgumentException($"The choices go from '{first}' to '{last}'; give two letters from A to Z in their order.", nameof(last));
        Name = "choice";
        Settings = SettingsText.Of("trialkeep.extract.choice/1", first.ToString(), last.ToString());
        string upper = $"[{first}-{last}]";
        string any = $"[{first}-{last}{char.ToLowerInvariant(first)}-{char.ToLowerInvariant(last)}]";
        string lower = $"[{char.ToLowerInvariant(first)}-{char.ToLowerInvariant(last)}]";
        string letter = $@"\W{{0,12}}(?:({upper})\b|\(({lower})\))";
        _spellings =
        [
            new(Of($@"\\boxed\s*\{{\s*(?:\\(?:text|textbf|mathbf|mathrm)\s*\{{)?\s*\(?\s*({any})\s*[).]?\s*\}}"), OnlyOne: false),
            new(Of($@"(?i:\b(?:answers?|(?:correct|right|best)\W+(?:option|choice|letter))\b{Fillers}){letter}"), OnlyOne: false),
            new(Of($@"^\W*({any})\W*$"), OnlyOne: false),
            new(Of($@"(?m)^[^\w\n]*({upper})(?:\s?[).:\]]|\*\*)"), OnlyOne: true, AtStart: true),
            new(Of($@"(?m)^[^\w\n]*({upper})[^\w\n]*$"), OnlyOne: false),
            new(Of($@"(?i:\b(?:option|choice|choose|chose|select|pick|go\s+with)\b{Fillers}){letter}"), OnlyOne: false),
            new(Of($@"\(({upper})\)|\[({upper})\]|\*\*({upper})\*\*"), OnlyOne: true),
            new(Of($@"\b({upper})(?:[^\w\s']|\s+[^\sa-z]|\s*$)|\b([{(first == 'A' ? 'B' : first)}-{last}])\b[^']"), OnlyOne: true),
        ];
        _another = Of($@"^[^\w\n]{{0,4}}(?:or|and|/|,|&)[^\w\n]{{0,4}}{upper}\b|^\s?/\s?{upper}\b|^,\s?{upper}\b");
    }

    public override string Name { get; }

    public override string Settings { get; }

    public override Extraction Find(string text)
    {
        foreach (Spelling spelling in _spellings)
        {
            List<Group> letters = LettersOf(spelling.Pattern, text);
            if (letters.Count == 0 || (spelling.AtStart && !IsAtStart(text, letters[0]))) continue;
            if (spelling.OnlyOne && letters.Select(Upper).Distinct().Count() > 1)
            {
                // A list of the options says nothing; a vaguer spelling would see the same letters.
                if (spelling.AtStart) continue;
                return Nothing("several letters are named, and no words say which is the answer");
            }

            Group letter = letters[^1];
            return _another.IsMatch(text[(letter.Index + 1)..]) ? Nothing("several letters are given as the answer") : Found(Upper(letter));
        }

        return Nothing("no letter is given");
    }

    private static List<Group> LettersOf(Regex pattern, string text)
    {
        List<Group> letters = [];
        for (Match match = pattern.Match(text); match.Success; match = match.NextMatch()) letters.Add(match.Groups.Values.Skip(1).First(static group => group.Success));
        return letters;
    }

    private static bool IsAtStart(string text, Group letter) => !text.AsSpan(0, letter.Index).ContainsAnyExcept(s_marks);

    private static string Upper(Group letter) => letter.Value.ToUpper(CultureInfo.InvariantCulture);

    private static Regex Of(string pattern) => new(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    private sealed record Spelling(Regex Pattern, bool OnlyOne, bool AtStart = false);
}
