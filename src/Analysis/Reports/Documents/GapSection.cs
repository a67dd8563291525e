using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Analysis.Reports.Content;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>What is missing, failed or unscored, why, and what it could make of the differences.</summary>
internal static class GapSection
{
    private const int MostReasons = 5, LongestReason = 160, MostItems = 5;

    public static ReportSection Of(ReportWords words)
    {
        IReadOnlyList<ArmSummary> arms = words.Result.Arms;
        long scored = arms.Sum(static arm => (long)arm.Scored), planned = arms.Sum(static arm => (long)arm.Planned);
        ReportSection section = new("gaps", "What is missing") { Paragraphs = [scored == planned ? $"Every one of the {Figure.Count(planned)} planned answers is scored." : $"{Figure.Count(scored)} of {Figure.Count(planned)} planned answers are scored."] };
        ArmPair[] gapped = [.. words.Result.Pairs.Where(static pair => pair.Counts.CandidateGaps + pair.Counts.BaselineGaps + pair.Counts.NeitherScored > 0)];
        return section with
        {
            Tables = [.. scored == planned ? Enumerable.Empty<ReportTable>() : [Counts(arms)], .. Reasons(words), .. Bounds(words, gapped), .. gapped.Where(static pair => pair.Gaps.Count > 0).Take(3).Select(pair => Items(words, pair))],
            Remarks = gapped.Length == 0 ? [] : [Policy(words)],
        };
    }

    private static ReportTable Counts(IReadOnlyList<ArmSummary> arms)
    {
        // Most stores never erase anything.
        bool hasErased = arms.Any(static arm => arm.Erased > 0);
        return new("What came of the planned answers",
            [ReportColumn.Name("arm"), new("planned"), new("scored"), new("failed"), new("missing"), new("unscored"), .. hasErased ? [new ReportColumn("erased")] : Array.Empty<ReportColumn>()],
            [.. arms.Select(arm => (IReadOnlyList<string>)
                [arm.Name, Figure.Count(arm.Planned), Figure.Count(arm.Scored), Figure.Count(arm.Failed), Figure.Count(arm.Missing), Figure.Count(arm.Unscored), .. hasErased ? [Figure.Count(arm.Erased)] : Array.Empty<string>()])]);
    }

    private static IEnumerable<ReportTable> Reasons(ReportWords words)
    {
        IReadOnlyList<string>[] rows = [.. words.Result.Arms.SelectMany(arm => arm.Gaps.Take(MostReasons).Select(gap => (IReadOnlyList<string>)
            [arm.Name, gap.Standing.ToString().ToLowerInvariant(), Figure.Count(gap.Count), Reason(words, gap.Reason)])
            .Concat(arm.Gaps.Count <= MostReasons ? [] : [[arm.Name, "", Figure.Count(arm.Gaps.Skip(MostReasons).Sum(static gap => (long)gap.Count)), "other reasons"]]))];
        return rows.Length == 0 ? [] : [new("Why", [ReportColumn.Name("arm"), ReportColumn.Text("became"), new("answers"), ReportColumn.Text("reason")], rows)];
    }

    private static IEnumerable<ReportTable> Bounds(ReportWords words, ArmPair[] gapped) => gapped.Length == 0 ? [] :
    [
        new("What gaps could make of the differences",
            [ReportColumn.Name("candidate"), ReportColumn.Name("baseline"), new("candidate's gaps"), new("counted against it"), new("baseline's gaps"), new("neither scored"), new("difference"), new("worst case"), new("best case")],
            [.. gapped.Select(pair => (IReadOnlyList<string>)
            [
                pair.Candidate.Name, pair.Baseline.Name, Figure.Count(pair.Counts.CandidateGaps), Figure.Count(pair.Counts.Imputed), Figure.Count(pair.Counts.BaselineGaps),
                Figure.Count(pair.Counts.NeitherScored), words.Signed(pair.Effect?.Value), words.Signed(pair.Bounds?.Worst), words.Signed(pair.Bounds?.Best),
            ])]),
    ];

    private static ReportTable Items(ReportWords words, ArmPair pair) => new($"Gaps of {pair.Candidate.Name} against {pair.Baseline.Name}",
        [ReportColumn.Name("item"), ReportColumn.Text("baseline"), ReportColumn.Text("candidate"), ReportColumn.Text("reason")],
        [.. pair.Gaps.Take(MostItems).Select(gap => (IReadOnlyList<string>)
            [ReportWords.Unit(gap.Unit), gap.Baseline.ToString().ToLowerInvariant(), gap.Candidate.ToString().ToLowerInvariant(), gap.Reason is null ? Amount.Nothing : Reason(words, gap.Reason)])]);

    private static string Reason(ReportWords words, string reason) =>
        reason == ArmTableBuilder.NoReason ? reason : DisplayText.Shorten(words.Options.Content.Apply(reason) ?? "left out of this report", LongestReason);

    private static string Policy(ReportWords words) => words.Result.Options.Missing == MissingPolicy.Exclude
        ? "Only pairs with both scores count; the worst and the best case say what the others could change."
        : "Where only the baseline is scored, the candidate gets the worst score; where only the candidate is scored, the pair is left out.";
}
