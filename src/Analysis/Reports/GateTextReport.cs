using System.Globalization;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Analysis.Reports.Builds;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// A gate's decision as plain text for the output of a test: the verdict, a table with a row for each rule and arm, gravest first, the sentences of
/// what did not pass, and the warnings. At most 100 columns wide, lines ended by a line feed, the same text in every culture.
/// </summary>
public static class GateTextReport
{
    private const int Width = 100;

    /// <summary>Writes the report.</summary>
    /// <param name="output">Where to write; it is not flushed or closed.</param>
    /// <param name="decision">What the gate says.</param>
    public static void Write(TextWriter output, GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(decision);
        string against = decision.Baseline is { } baseline ? $" against {DisplayText.OneLine(baseline)}" : "";
        Paragraph(output, $"Gate {VerdictWord.Of(decision.Verdict)}: run {DisplayText.OneLine(decision.RunId)}{against}");
        output.Write('\n');
        RuleVerdict[] gravestFirst = [.. decision.Rules.OrderByDescending(static verdict => verdict.Verdict)];
        if (gravestFirst.Length > 0) Table(gravestFirst).Write(output, Width);
        if (gravestFirst.Length > 0) output.Write('\n');
        foreach (RuleVerdict verdict in gravestFirst.Where(static verdict => verdict.Verdict != GateVerdict.Passed)) Paragraph(output, verdict.Explanation);
        foreach (string warning in decision.Warnings) Paragraph(output, $"Warning: {DisplayText.OneLine(warning)}");
    }

    private static TextTable Table(IEnumerable<RuleVerdict> verdicts)
    {
        TextTable table = new(2, "rule", "arm", "value", "interval", "limit", "verdict");
        foreach (RuleVerdict verdict in verdicts)
        {
            string interval = verdict.Interval is { } range ? $"[{Number(range.Low)}, {Number(range.High)}]" : "-";
            table.Add(verdict.Rule.Text, verdict.Arm, verdict.Value is { } value ? Number(value) : "-", interval, Number(verdict.Limit), VerdictWord.Of(verdict.Verdict));
        }

        return table;
    }

    private static string Number(double value) => value.ToString(Math.Abs(value) is > 0 and < 0.001 ? "G2" : "0.####", CultureInfo.InvariantCulture);

    private static void Paragraph(TextWriter output, string text)
    {
        foreach (string line in LineBreaking.Break(text, Width)) output.Write(line + "\n");
    }
}
