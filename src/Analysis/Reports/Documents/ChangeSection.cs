using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>The items that moved.</summary>
internal static class ChangeSection
{
    private const int MostPairs = 3, MostItems = 5;

    public static ReportSection Of(ReportWords words)
    {
        ArmPair[] moved = [.. words.Result.Pairs.Where(static pair => pair.Regressions.Count + pair.Improvements.Count + pair.Counts.Changed > 0)];
        return new("changes", "Regressions and improvements")
        {
            Paragraphs = moved.Length == 0 ? [] : [.. moved.Where(static pair => pair.Counts.Changed > 0).Select(Changed)],
            Tables = [.. moved.Take(MostPairs).SelectMany(pair => Tables(words, pair))],
            Remarks = moved.Length <= MostPairs ? [] : [$"The first {MostPairs} of {Figure.Count(moved.Length)} pairs are listed."],
        };
    }

    private static string Changed(ArmPair pair) =>
        $"{pair.Candidate.Name} against {pair.Baseline.Name}: {Figure.Count(pair.Counts.Changed, "item has", "items have")} other inputs under the same id and {(pair.Counts.Changed == 1 ? "is" : "are")} not paired: "
        + $"{string.Join(", ", pair.Changed.Take(MostItems).Select(ReportWords.Unit))}{(pair.Counts.Changed > MostItems ? ", …" : "")}.";

    private static IEnumerable<ReportTable> Tables(ReportWords words, ArmPair pair)
    {
        string names = $"{pair.Candidate.Name} against {pair.Baseline.Name}";
        if (pair.Regressions.Count > 0)
            yield return Table(words, $"Regressions of {names}: {Listed(pair.Regressions.Count, pair.Lost)}", pair.Regressions);
        if (pair.Improvements.Count > 0)
            yield return Table(words, $"Improvements of {names}: {Listed(pair.Improvements.Count, pair.Won)}", pair.Improvements);
    }

    private static string Listed(int listed, int all) => Math.Min(listed, MostItems) < all ? $"{Math.Min(listed, MostItems)} of {Figure.Count(all)}" : $"all {Figure.Count(all)}";

    private static ReportTable Table(ReportWords words, string caption, IReadOnlyList<ItemChange> changes) => new(caption,
        [ReportColumn.Name("item"), new("baseline"), new("candidate"), new("difference")],
        [.. changes.Take(MostItems).Select(change => (IReadOnlyList<string>)
            [ReportWords.Unit(change.Unit), Score(words, change.Baseline), Score(words, change.Candidate) + (change.IsImputed ? " (no score)" : ""), Amount.Signed(change.Difference)])]);

    private static string Score(ReportWords words, double score) => !words.IsProportion ? Amount.Plain(score) : score switch { 1 => "right", 0 => "wrong", _ => Amount.Plain(score) };
}
