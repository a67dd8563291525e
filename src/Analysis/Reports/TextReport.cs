using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Slices;
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
    private const string Nothing = "-";

    /// <summary>Writes the report.</summary>
    /// <param name="output">Where to write; it is not flushed or closed.</param>
    /// <param name="result">What to report.</param>
    /// <param name="width">How many columns the reader has; lines are never wider than 100, and never held to fewer than 60.</param>
    public static void Write(TextWriter output, ComparisonResult result, int width = TextLines.Widest)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        TextLines lines = new(output, width);
        ReportWords words = new(result, new());
        lines.Paragraph($"{DisplayText.OneLine(result.Experiment)}: {words.Scope}");
        lines.Paragraph($"{(result.Runs.Count == 1 ? "run" : "runs")} {string.Join(", ", result.Runs.Select(DisplayText.OneLine))}");
        lines.Blank();
        lines.Table(Arms(words));
        lines.Blank();
        if (result.Pairs.Count > 0)
        {
            lines.Paragraph(Caption(words));
            lines.Table(Pairs(words));
            lines.Blank();
        }

        foreach (string gap in Gaps.Of(result.Arms))
            lines.Paragraph(gap);
        foreach (string test in Tests(result.Pairs))
            lines.Paragraph(test);
        lines.Paragraph(new Victories(words).Sentence());
    }

    /// <summary>Writes how the arms of a run differ from those of another: a row for each, what gaps could make of it, what the size could show.</summary>
    /// <param name="output">Where to write; it is not flushed or closed.</param>
    /// <param name="result">A comparison of two runs, the baseline's run last.</param>
    /// <param name="width">As for <see cref="Write"/>.</param>
    public static void WriteAgainst(TextWriter output, ComparisonResult result, int width = TextLines.Widest)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        TextLines lines = new(output, width);
        ReportWords words = new(result, new());
        lines.Paragraph($"Against run {DisplayText.OneLine(result.Runs[^1])}{(words.IsProportion ? ", in points" : "")}:");
        if (result.Pairs.Count > 0)
        {
            TextTable table = Verdicts(words, "variant");
            foreach (ArmPair pair in result.Pairs)
                table.Add([pair.Candidate.Name, .. Cells(words, pair), words.Judgement(pair)]);
            lines.Table(table);
            lines.Blank();
        }

        foreach (ArmPair pair in result.Pairs)
            Remark(lines, pair.Candidate.Name, PairSentence.Gaps(pair, result));
        foreach (string test in Tests(result.Pairs).Concat(result.Pairs.Where(static pair => pair.Effect is null).Select(static pair => $"{DisplayText.OneLine(pair.Candidate.Name)}: {pair.TestReason}")))
            lines.Paragraph(test);
        foreach (ArmPair pair in result.Pairs)
            Remark(lines, pair.Candidate.Name, PairSentence.Power(pair, words));
        foreach (Arm arm in result.Unmatched)
            lines.Paragraph($"{DisplayText.OneLine(arm.Name)} is in one of the runs only.");
        foreach (string note in result.Notes)
            lines.Paragraph(note);
    }

    /// <summary>Writes the pairs of a comparison on each level of its slices, a table for each pair.</summary>
    /// <param name="output">Where to write; it is not flushed or closed.</param>
    /// <param name="result">What to report; nothing is written where it has no slice.</param>
    /// <param name="width">As for <see cref="Write"/>.</param>
    public static void WriteSlices(TextWriter output, ComparisonResult result, int width = TextLines.Widest)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(result);
        TextLines lines = new(output, width);
        ReportWords words = new(result, new());
        HashSet<string> told = [.. Tests(result.Pairs)];
        foreach (SliceComparison slice in result.Slices)
        {
            (SliceLevelComparison Level, ArmPair Pair)[] all = [.. slice.Levels.SelectMany(static level => level.Pairs.Select(pair => (level, pair)))];
            foreach (var pair in all.GroupBy(static one => (one.Pair.Candidate.Name, Baseline: one.Pair.Baseline.Name)))
            {
                lines.Blank();
                lines.Paragraph($"By {DisplayText.OneLine(slice.Slice)}, {DisplayText.OneLine(pair.Key.Name)} against {DisplayText.OneLine(pair.Key.Baseline)}{(words.IsProportion ? ", in points" : "")}:");
                lines.Table(Levels(words, slice.Slice, pair));
            }

            lines.Blank();
            foreach ((SliceLevelComparison level, ArmPair pair) in all)
                Remark(lines, $"{LevelName(level)}, {pair.Candidate.Name} against {pair.Baseline.Name}", PairSentence.Gaps(pair, result));
            foreach (string test in Tests(all.Select(static one => one.Pair)).Where(told.Add))
                lines.Paragraph(test);
            lines.Paragraph(Shown(words, slice.Slice, [.. all.Select(static one => one.Pair).Where(static pair => pair.Effect is not null)]));
        }
    }

    private static TextTable Levels(ReportWords words, string slice, IEnumerable<(SliceLevelComparison Level, ArmPair Pair)> levels)
    {
        TextTable table = Verdicts(words, slice);
        foreach ((SliceLevelComparison level, ArmPair pair) in levels)
            table.Add([LevelName(level), .. Cells(words, pair), words.Judgement(pair)]);
        return table;
    }

    private static TextTable Verdicts(ReportWords words, string name) => new(1, [DisplayText.OneLine(name), "n", "lost", "won", "diff", words.Confidence, words.AdjustedP, "verdict"]);

    private static string[] Cells(ReportWords words, ArmPair pair) =>
    [
        Figure.Count(pair.Counts.Compared), Figure.Count(pair.Lost), Figure.Count(pair.Won), pair.Effect is { } effect ? Signed(words, effect.Value) : Nothing,
        Range(pair.Effect?.Interval, limit => Signed(words, limit)), P(pair.AdjustedP),
    ];

    private static string Shown(ReportWords words, string slice, ArmPair[] compared)
    {
        string correction = words.Result.Options.Correction == Correction.None ? "; p is not corrected for their number" : "; p is corrected over all of them, the intervals are not";
        return $"By {DisplayText.OneLine(slice)}, {Figure.Count(compared.Count(static pair => pair.IsReal))} of {Figure.Count(compared.Length, "difference is", "differences are")} real at {words.Level}{correction}.";
    }

    private static string LevelName(SliceLevelComparison level) => level.Level.Level ?? "(none)";

    private static IEnumerable<string> Tests(IEnumerable<ArmPair> pairs) =>
        pairs.Where(static pair => pair.Effect is not null).Select(static pair => pair.TestReason).Distinct(StringComparer.Ordinal);

    private static void Remark(TextLines lines, string name, string sentence)
    {
        if (sentence.Length > 0)
            lines.Paragraph($"{DisplayText.OneLine(name)}: {sentence}");
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
}
