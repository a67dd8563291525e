using TrialKeep.Analysis.Comparison.Pairing;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>Lists what got worse and what got better.</summary>
internal static class ItemChanges
{
    /// <summary>The largest changes of one direction first, then in plan order of the candidate.</summary>
    public static IReadOnlyList<ItemChange> Of(PairedScores pairs, UnitIndex index, int[] planOrder, ScoreRange range, bool isImprovement, int listed)
    {
        double sign = isImprovement ? 1 : -1;
        return [.. Enumerable.Range(0, pairs.Rows.Length)
            .Where(pair => sign * range.Gain(pairs.Candidate[pair] - pairs.Baseline[pair]) > 0)
            .OrderByDescending(pair => Math.Abs(pairs.Candidate[pair] - pairs.Baseline[pair])).ThenBy(pair => planOrder[pairs.Rows[pair]])
            .Take(listed)
            .Select(pair => new ItemChange(index.Rows[pairs.Rows[pair]], pairs.Baseline[pair], pairs.Candidate[pair], pairs.Imputed[pair]))];
    }
}
