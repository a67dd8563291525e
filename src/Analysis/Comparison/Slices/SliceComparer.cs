using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Pairing;

namespace TrialKeep.Analysis.Comparison.Slices;

/// <summary>Makes the comparison on each level of a slice; a row's level is that of the last table that has the row and the slice.</summary>
internal sealed class SliceComparer(UnitIndex index, IReadOnlyList<ArmTable> tables, ArmSummarizer summarizer, PairComparer comparer, ComparisonOptions options)
{
    public SliceComparison Compare(string slice, IReadOnlyList<Arm> arms, IReadOnlyList<(Arm Baseline, Arm Candidate)> pairs)
    {
        if (!tables.Any(table => table.Slices.Contains(slice)))
            throw new ArgumentException($"There is no slice '{slice}'; {Known()}.", nameof(slice));
        string?[] levelOf = [.. Enumerable.Range(0, index.Count).Select(row => LevelOf(slice, row))];
        string?[] levels = [.. levelOf.Distinct().OrderBy(static level => level is null).ThenBy(static level => level, StringComparer.Ordinal)];
        (string? Level, bool[] Included)[] masks = [.. levels.Select(level => (level, (bool[])[.. levelOf.Select(other => other == level)]))];
        ArmPair[] all = Family.Adjust([.. masks.SelectMany(mask => pairs.Select(pair => comparer.Compare(pair.Baseline, pair.Candidate, mask.Included)))], options);
        return new SliceComparison(slice, [.. masks.Select((mask, i) => new SliceLevelComparison(
            new SliceLevel(slice, mask.Level),
            [.. arms.Select(arm => summarizer.Summarize(arm, mask.Included))],
            all[(i * pairs.Count)..((i + 1) * pairs.Count)]))]);
    }

    private string? LevelOf(string slice, int row)
    {
        for (int i = tables.Count - 1; i >= 0; i--)
        {
            if (tables[i].Slices.Contains(slice) && index.UnitsOf(tables[i])[row] is var unit and >= 0)
                return tables[i].SliceOf(slice, unit);
        }

        return null;
    }

    private string Known()
    {
        string[] names = [.. tables.SelectMany(static table => table.Slices).Distinct().Order(StringComparer.Ordinal)];
        return names.Length == 0 ? "no member of the task has [Slice]" : $"there are {string.Join(", ", names)}";
    }
}
