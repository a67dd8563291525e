namespace TrialKeep.Statistics.Clusters;

/// <summary>Labels numbered from 0 in the order in which they first appear, and the observations of each.</summary>
internal sealed class ClusterIndex
{
    private ClusterIndex(int[] clusterOf, int[] members, int[] starts) => (ClusterOf, Members, Starts) = (clusterOf, members, starts);

    public int Count => Starts.Length - 1;

    /// <summary>The number of each observation's cluster.</summary>
    public int[] ClusterOf { get; }

    /// <summary>The observations, cluster by cluster.</summary>
    public int[] Members { get; }

    /// <summary>Where each cluster begins in <see cref="Members"/>, and one more for the end.</summary>
    public int[] Starts { get; }

    public static ClusterIndex Of(ReadOnlySpan<int> labels)
    {
        var numbers = new Dictionary<int, int>();
        var clusterOf = new int[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            if (!numbers.TryGetValue(labels[i], out int number))
                numbers.Add(labels[i], number = numbers.Count);
            clusterOf[i] = number;
        }
        var starts = new int[numbers.Count + 1];
        foreach (int cluster in clusterOf)
            starts[cluster + 1]++;
        for (int cluster = 0; cluster < numbers.Count; cluster++)
            starts[cluster + 1] += starts[cluster];
        int[] next = starts[..^1], members = new int[labels.Length];
        for (int i = 0; i < labels.Length; i++)
            members[next[clusterOf[i]]++] = i;
        return new ClusterIndex(clusterOf, members, starts);
    }

    /// <summary>The clusters of so many observations, at least two.</summary>
    public static ClusterIndex Demand(ReadOnlySpan<int> labels, int observations, string name)
    {
        Argument.RequireSameLength(observations, labels.Length, name);
        ClusterIndex index = Of(labels);
        return index.Count >= 2 ? index
            : throw new ArgumentException("All observations are in one cluster; at least two are needed to see how clusters vary.", name);
    }

    public int SizeOf(int cluster) => Starts[cluster + 1] - Starts[cluster];

    /// <summary>The sum of the values of each cluster.</summary>
    public double[] Sums(ReadOnlySpan<double> values)
    {
        var sums = new double[Count];
        for (int i = 0; i < values.Length; i++)
            sums[ClusterOf[i]] += values[i];
        return sums;
    }
}
