namespace TrialKeep.Analysis.Comparison;

/// <summary>The units on which the variants disagree: some that were scored are right and some wrong.</summary>
/// <param name="Units">The indices of the first of them, in plan order.</param>
/// <param name="Total">How many there are.</param>
internal sealed record Disagreements(IReadOnlyList<int> Units, int Total)
{
    /// <summary>Finds them.</summary>
    /// <param name="table">The outcomes of a run.</param>
    /// <param name="most">How many to list; all are counted.</param>
    public static Disagreements In(ScoreTable table, int most)
    {
        var seen = new byte[table.Units.Count];
        for (int variant = 0; variant < table.Variants.Count; variant++)
        {
            ReadOnlySpan<Outcome> outcomes = table.OutcomesOf(variant);
            for (int unit = 0; unit < outcomes.Length; unit++)
                seen[unit] |= outcomes[unit] switch { Outcome.Correct => 1, Outcome.Incorrect => 2, _ => 0 };
        }
        int[] units = [.. Enumerable.Range(0, seen.Length).Where(unit => seen[unit] == 3)];
        return new Disagreements([.. units.Take(most)], units.Length);
    }
}
