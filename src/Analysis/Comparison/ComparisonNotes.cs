using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Comparison;

/// <summary>What is not as one would expect about how arms were paired, in sentences; what holds for several pairs is said once.</summary>
internal static class ComparisonNotes
{
    private const int Named = 3;

    public static IEnumerable<string> Of(IReadOnlyList<ArmPair> pairs) => pairs.SelectMany(Of).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Of(ArmPair pair)
    {
        string runs = pair.Baseline.RunId == pair.Candidate.RunId ? "" : $" between run {pair.Baseline.RunId} and run {pair.Candidate.RunId}";
        if (pair.Counts.Changed > 0)
            yield return $"{Figure.Count(pair.Counts.Changed, "item has", "items have")} changed{runs} and {(pair.Counts.Changed == 1 ? "is" : "are")} not paired: "
                + $"{Names(pair.Changed, pair.Counts.Changed)}.";
        foreach (string prompt in pair.Prompts.Select(static prompt => prompt.ToString()))
            yield return $"{prompt}{runs}.";
        if (pair.Counts.OnlyInBaseline > 0 && pair.IsPaired)
            yield return $"{Figure.Count(pair.Counts.OnlyInBaseline, "unit was", "units were")} planned for {pair.Baseline.Name} only and left out.";
        if (pair.Counts.OnlyInCandidate > 0 && pair.IsPaired)
            yield return $"{Figure.Count(pair.Counts.OnlyInCandidate, "unit was", "units were")} planned for {pair.Candidate.Name} only and left out.";
        if (Unchecked(pair))
            yield return $"Whether the items are still the same{runs} could not be checked: the inputs of one side are not known.";
    }

    private static string Names(IReadOnlyList<ScoreUnit> units, int total)
    {
        string[] names = [.. units.Select(static unit => DisplayText.Shorten(unit.Item, 40)).Distinct(StringComparer.Ordinal).Take(Named)];
        return string.Join(", ", names) + (total > names.Length ? ", …" : "");
    }

    private static bool Unchecked(ArmPair pair) => !ReferenceEquals(pair.Baseline.Table, pair.Candidate.Table) && pair.IsPaired
        && (!KnowsInputs(pair.Baseline.Table) || !KnowsInputs(pair.Candidate.Table));

    private static bool KnowsInputs(ArmTable table) => Enumerable.Range(0, table.Units.Length).All(unit => table.InputsOf(unit) is not null);
}
