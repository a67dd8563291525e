using System.Globalization;
using System.Text;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Slices;
using TrialKeep.Analysis.Reports.Documents;
using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// The figures of a comparison as CSV (RFC 4180, UTF-8): a line for each arm and each pair, over everything and for each level of a slice.
/// Numbers are the shortest that read back to the same double. A text that a spreadsheet would take for a formula gets an apostrophe before it.
/// </summary>
public static class CsvReport
{
    private static readonly string[] _headers =
    [
        "kind", "slice", "level", "arm", "baseline", "planned", "scored", "failed", "missing", "unscored", "value", "low", "high", "pairs", "won", "lost",
        "candidate_gaps", "baseline_gaps", "changed", "worst", "best", "p", "adjusted_p", "verdict", "test", "erased",
    ];

    /// <summary>Writes the lines, the first one the heads.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="result">What to report.</param>
    public static void Write(Stream output, ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        ReportWords words = new(result, new());
        StringBuilder text = new();
        Append(text, _headers);
        Append(text, words, null, result.Arms, result.Pairs);
        foreach (SliceLevelComparison level in result.Slices.SelectMany(static slice => slice.Levels))
            Append(text, words, level.Level, level.Arms, level.Pairs);
        output.Write(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static void Append(StringBuilder text, ReportWords words, SliceLevel? level, IReadOnlyList<ArmSummary> arms, IReadOnlyList<ArmPair> pairs)
    {
        string[] place = [Guard(level?.Slice ?? ""), Guard(level?.Level ?? (level is null ? "" : "(none)"))];
        foreach (ArmSummary arm in arms)
            Append(text, Cells(arm, place));
        foreach (ArmPair pair in pairs)
            Append(text, Cells(words, pair, place));
    }

    private static string[] Cells(ArmSummary arm, string[] place) =>
    [
        "arm", .. place, Guard(arm.Name), "", Number(arm.Planned), Number(arm.Scored), Number(arm.Failed), Number(arm.Missing), Number(arm.Unscored),
        Number(arm.Mean), .. Limits(arm.Interval), .. Enumerable.Repeat("", 12), Number(arm.Erased),
    ];

    private static string[] Cells(ReportWords words, ArmPair pair, string[] place) =>
    [
        "pair", .. place, Guard(pair.Candidate.Name), Guard(pair.Baseline.Name), "", "", "", "", "", Number(pair.Effect?.Value), .. Limits(pair.Effect?.Interval),
        Number(pair.Counts.Compared), Number(pair.Won), Number(pair.Lost), Number(pair.Counts.CandidateGaps), Number(pair.Counts.BaselineGaps), Number(pair.Counts.Changed),
        Number(pair.Bounds?.Worst), Number(pair.Bounds?.Best), Number(pair.P), Number(pair.AdjustedP), words.Judgement(pair), pair.Test.ToString(), Number(pair.Counts.Erased),
    ];

    private static string[] Limits(Interval? interval) => [Number(interval?.Low), Number(interval?.High)];

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Guard(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;

    private static void Append(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin(',', cells.Select(Quote)).Append("\r\n");

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
