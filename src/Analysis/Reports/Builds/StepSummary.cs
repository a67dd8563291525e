using System.Globalization;
using System.Text;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Builds;

/// <summary>
/// A gate's decision as Markdown for the page of a build: the verdict, a table with a row for each rule and arm, the sentences of what did not
/// pass, the warnings. At most <see cref="MostRows"/> rows, gravest first, well below GitHub's limit of 1 MiB. Names are shown as text: neither
/// markup nor links nor mentions.
/// </summary>
public static class StepSummary
{
    /// <summary>How many rows a table has at most.</summary>
    public const int MostRows = 200;

    private const int LongestName = 120;
    private const int LongestSentence = 1000;
    private const string Special = "\\`*_[]<>#!|~$&@";

    /// <summary>Writes the summary, lines ended by a line feed, with an empty line at the end, so that another may follow.</summary>
    /// <param name="output">Where to write; it is not flushed or closed.</param>
    /// <param name="decision">What the gate says.</param>
    public static void Write(TextWriter output, GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(decision);
        output.Write($"## Gate: {VerdictWord.Of(decision.Verdict)}\n\n");
        output.Write(decision.Baseline is { } baseline ? $"Run {Name(decision.RunId)} against {Name(baseline)}.\n\n" : $"Run {Name(decision.RunId)}.\n\n");
        WriteTable(output, [.. decision.Rules.OrderByDescending(static verdict => verdict.Verdict)]);
        WriteList(output, [.. decision.Warnings.Select(static warning => $"Warning: {warning}")]);
    }

    private static void WriteTable(TextWriter output, RuleVerdict[] verdicts)
    {
        if (verdicts.Length == 0) return;
        output.Write("| verdict | rule | arm | value | interval | limit |\n| --- | --- | --- | ---: | ---: | ---: |\n");
        foreach (RuleVerdict verdict in verdicts.Take(MostRows)) output.Write($"| {Mark(verdict.Verdict)} | {Name(verdict.Rule.Text)} | {Name(verdict.Arm)} | {Number(verdict.Value)} | {Range(verdict)} | {Number(verdict.Limit)} |\n");
        if (verdicts.Length > MostRows) output.Write($"\n{Figure.Count(verdicts.Length - MostRows)} more rows are left out.\n");
        output.Write('\n');
        WriteList(output, [.. verdicts.Take(MostRows).Where(static verdict => verdict.Verdict != GateVerdict.Passed).Select(static verdict => verdict.Explanation)]);
    }

    private static void WriteList(TextWriter output, string[] sentences)
    {
        foreach (string sentence in sentences) output.Write($"- {Text(sentence, LongestSentence)}\n");
        if (sentences.Length > 0) output.Write('\n');
    }

    // A sign and a word: readable without colour.
    private static string Mark(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Failed => "❌ failed",
        GateVerdict.Undecided => "❔ undecided",
        GateVerdict.Passed => "✅ passed",
        _ => "➖ nothing to compare",
    };

    private static string Name(string text) => Text(text, LongestName);

    private static string Number(double? value) => value is { } number ? number.ToString(Math.Abs(number) is > 0 and < 0.001 ? "G2" : "0.####", CultureInfo.InvariantCulture) : "";

    private static string Range(RuleVerdict verdict) => verdict.Interval is { } interval ? $"{Number(interval.Low)} to {Number(interval.High)}" : "";

    private static string Text(string text, int width)
    {
        StringBuilder shown = new();
        string line = DisplayText.Shorten(text, width);
        for (int i = 0; i < line.Length; i++)
        {
            // An address becomes a link without any mark around it.
            if (Special.Contains(line[i], StringComparison.Ordinal) || line.AsSpan(i).StartsWith("://")) shown.Append('\\');
            shown.Append(line[i]);
        }

        return shown.ToString();
    }
}
