using TrialKeep.Analysis.Comparison;

namespace TrialKeep.Analysis.Phrasing;

/// <summary>What a comparison shows, in plain sentences, the same for every report.</summary>
internal sealed class Findings(VariantComparison comparison)
{
    private const int MostPairsNamed = 12, MostReasonsNamed = 5, LongestReason = 100, LongestName = 40;

    /// <summary>What was compared: "700 items, 4 variants, scored by correct".</summary>
    public string Scope()
    {
        ScoreTable table = comparison.Table;
        int items = table.Units.Select(unit => unit.Item).Distinct(StringComparer.Ordinal).Count();
        string repeated = items == table.Units.Count ? "" : $" with {Figure.Count(table.Units.Count)} samples in all";
        return $"{Figure.Count(items, "item", "items")}{repeated}, {Figure.Count(table.Variants.Count, "variant", "variants")}, "
            + $"scored by {DisplayText.OneLine(table.Evaluator)}";
    }

    /// <summary>Whether an item was answered more than once by a variant.</summary>
    public bool HasRepeatedItems =>
        comparison.Table.Units.Select(unit => unit.Item).Distinct(StringComparer.Ordinal).Count() < comparison.Table.Units.Count;

    /// <summary>The most important finding in one sentence.</summary>
    public string Headline()
    {
        VariantSummary[] scored = [.. comparison.Summaries.Where(summary => summary.Total > 0)];
        if (scored.Length == 0)
            return "No answer was scored.";
        VariantSummary best = scored.MaxBy(summary => summary.Accuracy)!;
        string name = Name(best.Variant), share = Figure.Percent(best.Accuracy!.Value);
        return scored.Length == 1 ? $"{name} answers {share} correctly." : Headline(best, name, share, scored.Length - 1);
    }

    private string Headline(VariantSummary best, string name, string share, int others)
    {
        PairComparison[] pairs = [.. comparison.Pairs.Where(pair => pair.N > 0 && Holds(pair, best.Variant))];
        PairComparison[] open = [.. pairs.Where(pair => !pair.IsReal)];
        if (pairs.Length < others)
            return $"{name} has the highest accuracy, {share}, but not every variant was scored on the same items.";
        if (pairs.FirstOrDefault(pair => pair.IsReal && Winner(pair) != best.Variant) is { } lost)
            return $"{name} has the highest accuracy, {share}, but on the items scored in both {Name(Winner(lost))} is better.";
        if (open.Length == 0)
            return others == 1 ? $"{name} is better than {Opponent(pairs[0], best)}: {share} against {OpponentShare(pairs[0], best)}."
                : $"{name} is best with {share}, ahead of every other variant.";
        if (open.Length == 1)
            return $"{name} leads with {share}, but {Opponent(open[0], best)} can't be told apart from it.";
        return open.Length == others ? $"No variant stands out: {name} leads with {share}, and no other can be told apart from it."
            : $"{name} leads with {share}, but {open.Length} of the others can't be told apart from it.";
    }

    /// <summary>Which differences are real at 5% after Holm's correction.</summary>
    public string Verdict()
    {
        PairComparison[] compared = [.. comparison.Pairs.Where(pair => pair.N > 0)];
        PairComparison[] real = [.. compared.Where(pair => pair.IsReal)];
        if (comparison.Pairs.Count == 0)
            return "There is one variant: nothing to compare.";
        if (compared.Length == 0)
            return "No two variants are scored on the same items: nothing to compare.";
        if (real.Length == 0)
            return compared.Length == 1 ? "The difference is not shown to be real at 5%: it may be chance."
                : $"None of the {Figure.Count(compared.Length)} differences is shown to be real at 5% after Holm's correction: "
                    + "they may be chance.";
        string correction = comparison.Pairs.Count == 1 ? "" : " after Holm's correction";
        return $"Real at 5%{correction}: {string.Join("; ", real.Take(MostPairsNamed).GroupBy(Winner).Select(Victories))}"
            + $"{Remainder(real.Length, compared.Length)}.";
    }

    /// <summary>What is missing, and why: a sentence for each variant with gaps, or one sentence that says there are none.</summary>
    public IEnumerable<string> Gaps()
    {
        string[] gaps = [.. comparison.Summaries.Select(GapsOf).OfType<string>()];
        return gaps.Length > 0 ? gaps : ["Every planned answer is scored."];
    }

    /// <summary>The reasons for one kind of gap, the most frequent first, each with its count.</summary>
    public IEnumerable<string> Reasons(int variant, Outcome outcome)
    {
        KeyValuePair<string, int>[] reasons = [.. comparison.Table.Reasons(variant, outcome)
            .OrderByDescending(reason => reason.Value).ThenBy(reason => reason.Key, StringComparer.Ordinal)];
        foreach ((string reason, int count) in reasons.Take(MostReasonsNamed))
            yield return $"{Figure.Count(count)} × {DisplayText.Shorten(reason, LongestReason)}";
        if (reasons.Length > MostReasonsNamed)
            yield return $"{Figure.Count(reasons.Skip(MostReasonsNamed).Sum(reason => reason.Value))} × other reasons";
    }

    /// <summary>The variant that is right more often on the units scored in both.</summary>
    public static string Winner(PairComparison pair) => pair.CandidateOnly > pair.BaselineOnly ? pair.Candidate : pair.Baseline;

    /// <summary>All that one variant is better than: "C beats A by 35.0 points and B by 16.9".</summary>
    private static string Victories(IGrouping<string, PairComparison> won)
    {
        string[] beaten = [.. won.Select((pair, i) => $"{Name(Other(pair, won.Key))} by "
            + Figure.PercentNumber(Math.Abs(pair.Difference.GetValueOrDefault().Estimate)) + (i == 0 ? " points" : ""))];
        string list = beaten.Length == 1 ? beaten[0] : $"{string.Join(", ", beaten[..^1])} and {beaten[^1]}";
        return $"{Name(won.Key)} beats {list}";
    }

    private static string Name(string variant) => DisplayText.Shorten(variant, LongestName);

    private static string Remainder(int real, int compared)
    {
        string more = real > MostPairsNamed ? $"; {Figure.Count(real - MostPairsNamed)} more" : "";
        string open = (compared - real) switch
        {
            0 => "",
            1 => "; the other pair can't be told apart",
            var count => $"; the other {Figure.Count(count)} pairs can't be told apart",
        };
        return more + open;
    }

    private static bool Holds(PairComparison pair, string variant) => pair.Baseline == variant || pair.Candidate == variant;

    private static string Opponent(PairComparison pair, VariantSummary best) => Name(Other(pair, best.Variant));

    private string OpponentShare(PairComparison pair, VariantSummary best) =>
        Figure.Percent(comparison.Summaries[comparison.Table.IndexOf(Other(pair, best.Variant))].Accuracy.GetValueOrDefault());

    private static string Other(PairComparison pair, string variant) => pair.Candidate == variant ? pair.Baseline : pair.Candidate;

    private string? GapsOf(VariantSummary summary, int variant)
    {
        string[] parts = [.. new[]
        {
            Gap(summary.Failed, "failed", variant, Outcome.Failed), Gap(summary.Missing, "missing", variant, Outcome.Missing),
            Gap(summary.Unscored, "unscored", variant, Outcome.Unscored),
        }.OfType<string>()];
        return parts.Length == 0 ? null : $"{Name(summary.Variant)}: {string.Join(", ", parts)}.";
    }

    private string? Gap(int count, string word, int variant, Outcome outcome)
    {
        if (count == 0)
            return null;
        string reasons = string.Join("; ", Reasons(variant, outcome));
        return $"{Figure.Count(count)} {word}{(reasons.Length == 0 ? "" : $" ({reasons})")}";
    }
}
