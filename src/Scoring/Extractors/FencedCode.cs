namespace TrialKeep.Scoring.Extractors;

/// <summary>
/// The content of a fenced code block, by CommonMark 0.31, section 4.5: three or more backticks or tildes behind at most three blanks, closed by at least as many
/// of the same, or by the end of the text. The language is the first word behind the fence, in any case.
/// </summary>
internal sealed class FencedCode(string? language, bool last) : Extractor
{
    public override string Name => language is null ? "code" : $"code({language})";

    public override string Settings => SettingsText.Of("trialkeep.extract.code-block/1", language?.ToLowerInvariant(), last ? "last" : "first");

    public override Extraction Find(string text)
    {
        string? found = null;
        bool any = false;
        foreach ((string word, string content) in Blocks(text))
        {
            any = true;
            if (language is not null && !string.Equals(word, language, StringComparison.OrdinalIgnoreCase)) continue;
            found = content;
            if (!last) break;
        }

        if (found is not null) return Found(found);
        return Nothing(any ? $"no code block is marked as {language}" : "there is no code block");
    }

    /// <summary>The blocks with the language that each names, or an empty text.</summary>
    public static IEnumerable<(string Language, string Content)> Blocks(string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (Fence(lines[i]) is not { } open || (open.Mark == '`' && open.Info.Contains('`', StringComparison.Ordinal))) continue;
            int end = i + 1;
            while (end < lines.Length && !(Fence(lines[end]) is { } close && close.Mark == open.Mark && close.Length >= open.Length && close.Info.Trim().Length == 0)) end++;
            string word = open.Info.Trim().Split(' ', '\t', '{', ',')[0];
            // What is not closed ends with the text, and its last line feed begins no line.
            int last = end == lines.Length && end > i + 1 && lines[end - 1].Length == 0 ? end - 1 : end;
            yield return (word, string.Join('\n', lines[(i + 1)..last].Select(line => Unindented(line, open.Indent))));
            i = end;
        }
    }

    private static (char Mark, int Length, int Indent, string Info)? Fence(string line)
    {
        int indent = line.Length - line.TrimStart(' ').Length;
        if (indent > 3 || indent == line.Length || line[indent] is not ('`' or '~')) return null;
        int end = indent;
        while (end < line.Length && line[end] == line[indent]) end++;
        return end - indent < 3 ? null : (line[indent], end - indent, indent, line[end..]);
    }

    private static string Unindented(string line, int indent)
    {
        int blanks = 0;
        while (blanks < indent && blanks < line.Length && line[blanks] == ' ') blanks++;
        return line[blanks..];
    }
}
