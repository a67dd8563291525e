namespace TrialKeep.Scoring.Extractors;

/// <summary>
/// What stands in the last <c>\boxed{…}</c> or <c>\fbox{…}</c>, braces inside it included. The convention is that of the MATH data set (Hendrycks et al., 2021,
/// "Measuring Mathematical Problem Solving With the MATH Dataset"), <c>\boxed 5</c> up to the end of the formula too.
/// </summary>
internal sealed class BoxedText : Extractor
{
    private static readonly string[] s_commands = ["\\boxed", "\\fbox"];

    public override string Name => "boxed";

    public override string Settings => "trialkeep.extract.boxed/1";

    public override Extraction Find(string text)
    {
        int start = s_commands.Max(command => After(text, command));
        if (start < 0) return Nothing("there is no \\boxed");
        int open = start;
        while (open < text.Length && (text[open] is ' ' or '\t')) open++;
        if (open == text.Length) return Nothing("nothing stands after \\boxed");
        string? content = text[open] == '{' ? Braced(text, open) : text[open..End(text, open)];
        if (content is null) return Nothing("the brace of \\boxed is not closed");
        return content.Trim() is { Length: > 0 } found ? Found(found) : Nothing("\\boxed is empty");
    }

    // Behind the last command that is not the beginning of a longer one.
    private static int After(string text, string command)
    {
        for (int at = text.LastIndexOf(command, StringComparison.Ordinal); at >= 0; at = at == 0 ? -1 : text.LastIndexOf(command, at - 1, StringComparison.Ordinal))
        {
            int end = at + command.Length;
            if (end == text.Length || !char.IsAsciiLetter(text[end])) return end;
        }

        return -1;
    }

    private static string? Braced(string text, int open)
    {
        int depth = 0;
        for (int i = open; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '{') depth++;
            else if (text[i] == '}' && --depth == 0) return text[(open + 1)..i];
        }

        return null;
    }

    private static int End(string text, int from)
    {
        int end = text.AsSpan(from).IndexOfAny('$', '\n', '\r');
        return end < 0 ? text.Length : from + end;
    }
}
