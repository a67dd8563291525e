using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Analysis.Reports.Documents;
using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Reports;

/// <summary>
/// A comparison as plain text for a terminal: each arm with its interval, each pair with its difference and p, what is missing, how it was tested,
/// and which differences are real. At most 100 columns wide, lines ended by a line feed, the same text in every culture.
/// </summary>
public static class TextReport
{
    private const int Width = 100;
    private const string Nothing = "-";

    /// <summary>Writes the report.</summary>
    /// <param name="output">Where to write; it is not flushed or closed.</param>
    /// <param name="result">What to report.</param>
    public static void Write(TextWriter output, ComparisonResult result)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        ReportWords words = new(result, new());
        Paragraph(output, $"{DisplayText.OneLine(result.Experiment)}: {words.Scope}");
        Paragraph(output, $"{(result.Runs.Count == 1 ? "run" : "runs")} {string.Join(", ", result.Runs.Select(DisplayText.OneLine))}");
        output.Write('\n');
        Arms(words).Write(output, Width);
        output.Write('\n');
        if (result.Pairs.Count > 0)
        {
            Paragraph(output, Caption(words));
            Pairs(words).Write(output, Width);
            output.Write('\n');
        }

        foreach (string gap in Gaps.Of(result.Arms))
            Paragraph(output, gap);
        foreach (string test in result.Pairs.Where(static pair => pair.Effect is not null).Select(static pair => pair.TestReason).Distinct(StringComparer.Ordinal))
            Paragraph(output, test);
        Paragraph(output, new Victories(words).Sentence());
    }

    private static TextTable Arms(ReportWords words)
    {
        string[] own = words.IsProportion ? ["correct"] : ["median", "std. dev."];
        TextTable table = new(1, ["variant", words.IsProportion ? "accuracy" : "mean", words.Confidence, .. own, "scored", "planned"]);
        foreach (ArmSummary arm in words.Result.Arms)
        {
            string[] values = words.IsProportion ? [Figure.Count(arm.Right ?? 0)] : [Number(arm.Median), Number(arm.StandardDeviation)];
            table.Add([arm.Name, Value(words, arm.Mean), Range(arm.Interval, words.IsProportion ? Figure.PercentNumber : Amount.Plain), .. values, Figure.Count(arm.Scored), Figure.Count(arm.Planned)]);
        }

        return table;
    }

    private static TextTable Pairs(ReportWords words)
    {
        bool isAdjusted = words.Result.Options.Correction != Correction.None;
        TextTable table = new(2, ["baseline", "candidate", "n", "lost", "won", "diff", words.Confidence, "p", .. isAdjusted ? [words.AdjustedP] : Array.Empty<string>()]);
        foreach (ArmPair pair in words.Result.Pairs)
        {
            table.Add([pair.Baseline.Name, pair.Candidate.Name, Figure.Count(pair.Counts.Compared), Figure.Count(pair.Lost), Figure.Count(pair.Won),
                pair.Effect is { } effect ? Signed(words, effect.Value) : Nothing, Range(pair.Effect?.Interval, limit => Signed(words, limit)),
                P(pair.P), .. isAdjusted ? [P(pair.AdjustedP)] : Array.Empty<string>()]);
        }

        return table;
    }

    private static string Caption(ReportWords words)
    {
        string unit = words.IsProportion ? ", in points" : "";
        bool isImputed = words.Result.Pairs.Any(static pair => pair.Counts.Imputed > 0);
        return isImputed ? $"Candidate minus baseline{unit}; an answer that only the candidate lacks counts as {(words.IsProportion ? "wrong" : "the worst")}:"
            : $"Candidate minus baseline{unit}, on what is scored in both:";
    }

    private static string Value(ReportWords words, double? mean) => mean is not { } value ? Nothing : words.IsProportion ? Figure.Percent(value) : Amount.Plain(value);

    private static string Signed(ReportWords words, double difference) =>
        words.IsProportion ? Figure.Points(difference) : (difference > 0 ? "+" : "") + Amount.Plain(difference);

    private static string Range(Interval? interval, Func<double, string> limit) => interval is { } range ? $"[{limit(range.Low)}, {limit(range.High)}]" : Nothing;

    private static string Number(double? value) => value is { } number ? Amount.Plain(number) : Nothing;

    private static string P(double? p) => p is { } value ? Figure.PValue(value) : Nothing;

    private static void Paragraph(TextWriter output, string text)
    {
        foreach (string line in LineBreaking.Break(text, Width))
            output.Write(line + "\n");
    }
}
