using System.Text.RegularExpressions;

namespace TrialKeep.Analysis.Tests.Reports;

/// <summary>
/// What a LaTeX compiler would stop at, found without one: environments and braces that don't match, commands that neither LaTeX nor booktabs has,
/// special characters outside their place, rows with other columns than their table, brackets within a label's brackets.
/// </summary>
internal static partial class LatexCheck
{
    private static readonly HashSet<string> s_commands =
    [
        "section", "subsection", "begin", "end", "centering", "caption", "small", "toprule", "midrule", "bottomrule", "item", "usepackage", "textbackslash", "textasciitilde",
        "textasciicircum", "textless", "textgreater", "textbar", "textquotedbl", "infty", "dots", "{", "}", "$", "&", "#", "_", "%", "\\",
    ];

    public static void Demand(string text)
    {
        string code = string.Join('\n', text.Split('\n').Where(static line => !line.StartsWith("% ", StringComparison.Ordinal)));
        DemandCommands(code);
        string plain = Commands().Replace(code, static match => match.Value.Length == 2 && !char.IsLetter(match.Value[1]) ? match.Value == @"\\" ? "\n\n" : "" : match.Value);
        Assert.DoesNotMatch("[%#_^~]", plain);
        Assert.DoesNotMatch(@"[\p{Cc}-[\n]]", text);
        DemandBraces(plain);
        Assert.All(plain.Split('\n'), static line => Assert.True(line.Count(static letter => letter == '$') % 2 == 0, line));
        DemandEnvironments(code);
        Assert.All(Labels().Matches(code), static label => Assert.Matches(@"^\{.*\}$|^[^\[\]]*$", label.Groups[1].Value));
    }

    private static void DemandCommands(string code) =>
        Assert.All(Commands().Matches(code).Select(static match => match.Value[1..]), static command => Assert.Contains(command, s_commands));

    private static void DemandBraces(string plain)
    {
        int depth = 0;
        foreach (char letter in plain)
        {
            depth += letter switch { '{' => 1, '}' => -1, _ => 0 };
            Assert.True(depth >= 0, "A brace is closed that was not opened.");
        }

        Assert.Equal(0, depth);
    }

    private static void DemandEnvironments(string code)
    {
        Stack<(string Name, int Columns)> open = new();
        foreach (string line in code.Split('\n'))
        {
            if (Begin().Match(line) is { Success: true } begin)
                open.Push((begin.Groups[1].Value, begin.Groups[2].Length));
            else if (End().Match(line) is { Success: true } end)
                Assert.Equal(end.Groups[1].Value, open.Pop().Name);
            else if (open.TryPeek(out (string Name, int Columns) current) && current.Name == "tabular")
                DemandRow(line, current.Columns);
            else
                Assert.DoesNotMatch(@"(?<!\\)&", line);
        }

        Assert.Empty(open);
    }

    private static void DemandRow(string line, int columns)
    {
        if (Rule().IsMatch(line))
            return;
        Assert.EndsWith(@" \\", line, StringComparison.Ordinal);
        Assert.Equal(columns - 1, Regex.Count(line[..^3], @"(?<!\\)&"));
    }

    [GeneratedRegex(@"\\([A-Za-z]+|.)", RegexOptions.Singleline)]
    private static partial Regex Commands();

    [GeneratedRegex(@"^\\begin\{(\w+)\}(?:\[htbp\]|\{@\{\}([lr]+)@\{\}\})?$")]
    private static partial Regex Begin();

    [GeneratedRegex(@"^\\end\{(\w+)\}$")]
    private static partial Regex End();

    [GeneratedRegex(@"^\\(top|mid|bottom)rule$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^\\item\[(.*)\] ", RegexOptions.Multiline)]
    private static partial Regex Labels();
}
