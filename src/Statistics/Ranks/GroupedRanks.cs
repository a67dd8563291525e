namespace TrialKeep.Statistics.Ranks;

/// <summary>Mid-ranks of all values together, by group in ascending order of the labels.</summary>
internal sealed class GroupedRanks
{
    private GroupedRanks(int[] labels, int[] sizes, double[] means, double squares) =>
        (Labels, Sizes, Means, Squares) = (labels, sizes, means, squares);

    public int[] Labels { get; }

    public int[] Sizes { get; }

    /// <summary>The mean rank of each group.</summary>
    public double[] Means { get; }

    /// <summary>Σ(rank - mean rank)² of all values: 0 where all tie.</summary>
    public double Squares { get; }

    public static GroupedRanks Demand(ReadOnlySpan<double> values, ReadOnlySpan<int> groups, string valuesName, string groupsName)
    {
        Argument.RequireSample(values, 2, valuesName);
        Argument.RequireSameLength(values.Length, groups.Length, groupsName);
        int[] labels = [.. new SortedSet<int>(groups.ToArray())];
        if (labels.Length < 2)
            throw new ArgumentException("All values are in one group; at least two are needed to compare.", groupsName);
        double[] ranks = MidRanks.Of(values, TieTolerance.Of(values)), sums = new double[labels.Length];
        var sizes = new int[labels.Length];
        double squares = 0, centre = (values.Length + 1) / 2.0;
        for (int i = 0; i < ranks.Length; i++)
        {
            int group = Array.BinarySearch(labels, groups[i]);
            sizes[group]++;
            sums[group] += ranks[i];
            squares += (ranks[i] - centre) * (ranks[i] - centre);
        }
        for (int group = 0; group < sums.Length; group++)
            sums[group] /= sizes[group];
        return new GroupedRanks(labels, sizes, sums, squares);
    }
}
