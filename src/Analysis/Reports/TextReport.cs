using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// A comparison as plain text for a terminal: an accuracy table, a table of pairs, which differences are real, and what is missing. At most
/// 100 columns wide, lines ended by a line feed, the same text in every culture.
/// </summary>
public static class TextReport
{
    private const int Width = 100;
    private const string Nothing = "-";

    /// <summary>Writes the report.</summary>
    /// <param name="output">Where to write; it is not flushed or closed.</param>
    /// <param name="comparison">What to report.</param>
    public static void Write(TextWriter output, VariantComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(comparison);
        var findings = new Findings(comparison);
        Paragraph(output, $"{DisplayText.OneLine(comparison.Table.Experiment)}: {findings.Scope()}");
        Paragraph(output, $"run {DisplayText.OneLine(comparison.Table.RunId)}");
        output.Write('\n');
        Accuracies(comparison).Write(output, Width);
        output.Write('\n');
        if (comparison.Pairs.Count > 0)
        {
            Paragraph(output, "Candidate minus baseline, in points, on what is scored in both:");
            Pairs(comparison).Write(output, Width);
            output.Write('\n');
        }
        foreach (string gap in findings.Gaps())
            Paragraph(output, gap);
        if (findings.HasRepeatedItems)
            Paragraph(output, "Samples of one item are counted as independent, which makes the intervals somewhat too narrow.");
        Paragraph(output, findings.Verdict());
    }

    private static TextTable Accuracies(VariantComparison comparison)
    {
        var table = new TextTable(1, "variant", "accuracy", "95% interval", "correct", "scored", "planned");
        foreach (VariantSummary summary in comparison.Summaries)
        {
            table.Add(summary.Variant, summary.Accuracy is { } accuracy ? Figure.Percent(accuracy) : Nothing,
                summary.Interval is { } range ? $"[{Figure.PercentNumber(range.Low)}, {Figure.PercentNumber(range.High)}]" : Nothing,
                Figure.Count(summary.Correct), Figure.Count(summary.Total), Figure.Count(summary.Planned));
        }
        return table;
    }

    private static TextTable Pairs(VariantComparison comparison)
    {
        var table = new TextTable(2, "baseline", "candidate", "n", "lost", "won", "diff", "95% interval", "p", "Holm p");
        foreach (PairComparison pair in comparison.Pairs)
        {
            table.Add(pair.Baseline, pair.Candidate,
                Figure.Count(pair.N), Figure.Count(pair.BaselineOnly), Figure.Count(pair.CandidateOnly),
                pair.Difference is { } difference ? Figure.Points(difference.Estimate) : Nothing,
                pair.Difference is { } range ? $"[{Figure.Points(range.Low)}, {Figure.Points(range.High)}]" : Nothing,
                Figure.PValue(pair.PMcNemar), Figure.PValue(pair.PHolm));
        }
        return table;
    }

    private static void Paragraph(TextWriter output, string text)
    {
        foreach (string line in LineBreaking.Break(text, Width))
            output.Write(line + "\n");
    }
}
