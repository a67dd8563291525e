using TrialKeep.Statistics.Clusters;

namespace TrialKeep.Statistics.Resampling;

/// <summary>
/// What is drawn with replacement: single observations, whole clusters, and either of them within strata. The number drawn from a stratum is
/// the number of units in it.
/// </summary>
/// <remarks>A. Davison and D. Hinkley, "Bootstrap methods and their application", 1997, sections 3.2 (strata) and 3.8 (clusters).</remarks>
public sealed class ResamplingDesign
{
    private readonly int[] _rows;
    private readonly int[] _unitStarts;
    private readonly int[] _stratumStarts;

    private ResamplingDesign(int[] rows, int[] unitStarts, int[] stratumStarts)
    {
        (_rows, _unitStarts, _stratumStarts) = (rows, unitStarts, stratumStarts);
        for (int stratum = 0; stratum < Strata; stratum++)
        {
            int largest = 0;
            for (int unit = FirstUnit(stratum); unit < FirstUnit(stratum + 1); unit++)
                largest = Math.Max(largest, SizeOf(unit));
            MostRows += (long)largest * UnitsIn(stratum);
        }
    }

    /// <summary>How many observations there are.</summary>
    public int Observations => _rows.Length;

    /// <summary>How many units there are to draw from.</summary>
    public int Units => _unitStarts.Length - 1;

    /// <summary>How many strata there are.</summary>
    public int Strata => _stratumStarts.Length - 1;

    /// <summary>The most observations that a resample can have.</summary>
    internal long MostRows { get; }

    /// <summary>Every observation is drawn by itself.</summary>
    /// <param name="observations">How many there are, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static ResamplingDesign Simple(int observations)
    {
        Argument.RequireCount(observations, nameof(observations));
        int[] rows = Count(observations);
        return new ResamplingDesign(rows, Count(observations + 1), [0, observations]);
    }

    /// <summary>Clusters are drawn, with all of their observations.</summary>
    /// <param name="clusters">The cluster of each observation, as any number.</param>
    public static ResamplingDesign Clustered(ReadOnlySpan<int> clusters)
    {
        ClusterIndex index = ClusterIndex.Of(clusters);
        return new ResamplingDesign(index.Members, index.Starts, [0, index.Count]);
    }

    /// <summary>Observations are drawn within strata whose sizes are fixed.</summary>
    /// <param name="strata">The stratum of each observation, as any number.</param>
    public static ResamplingDesign Stratified(ReadOnlySpan<int> strata)
    {
        ClusterIndex index = ClusterIndex.Of(strata);
        return new ResamplingDesign(index.Members, Count(strata.Length + 1), index.Starts);
    }

    /// <summary>Clusters are drawn within strata whose numbers of clusters are fixed.</summary>
    /// <param name="strata">The stratum of each observation, as any number.</param>
    /// <param name="clusters">The cluster of each observation, as any number.</param>
    /// <exception cref="ArgumentException">The lists differ in length, or a cluster lies in two strata.</exception>
    public static ResamplingDesign StratifiedClusters(ReadOnlySpan<int> strata, ReadOnlySpan<int> clusters)
    {
        Argument.RequireSameLength(strata.Length, clusters.Length, nameof(clusters));
        ClusterIndex byStratum = ClusterIndex.Of(strata), byCluster = ClusterIndex.Of(clusters);
        var unitsOf = new List<int>[byStratum.Count];
        for (int cluster = 0; cluster < byCluster.Count; cluster++)
        {
            ReadOnlySpan<int> members = byCluster.Members.AsSpan(byCluster.Starts[cluster], byCluster.SizeOf(cluster));
            int stratum = byStratum.ClusterOf[members[0]];
            foreach (int member in members)
            {
                if (byStratum.ClusterOf[member] != stratum)
                    throw new ArgumentException($"Cluster {clusters[member]} lies in two strata; give each part a label of its own.", nameof(clusters));
            }
            (unitsOf[stratum] ??= []).Add(cluster);
        }
        List<int> rows = [], unitStarts = [0], stratumStarts = [0];
        foreach (List<int> units in unitsOf)
        {
            foreach (int cluster in units)
            {
                rows.AddRange(byCluster.Members.AsSpan(byCluster.Starts[cluster], byCluster.SizeOf(cluster)));
                unitStarts.Add(rows.Count);
            }
            stratumStarts.Add(unitStarts.Count - 1);
        }
        return new ResamplingDesign([.. rows], [.. unitStarts], [.. stratumStarts]);
    }

    internal int FirstUnit(int stratum) => _stratumStarts[stratum];

    internal int UnitsIn(int stratum) => _stratumStarts[stratum + 1] - _stratumStarts[stratum];

    internal int SizeOf(int unit) => _unitStarts[unit + 1] - _unitStarts[unit];

    internal ReadOnlySpan<int> RowsOf(int unit) => _rows.AsSpan(_unitStarts[unit], SizeOf(unit));

    /// <summary>Demands a design of so many observations in which anything can vary.</summary>
    internal void Require(int observations, string name)
    {
        if (Observations != observations)
            throw new ArgumentException($"The design is for {Observations} observations, the sample has {observations}.", name);
        if (Units <= Strata)
            throw new ArgumentException($"{Units} units in {Strata} strata can't be resampled; at least two in one stratum are needed.", name);
    }

    private static int[] Count(int number)
    {
        var numbers = new int[number];
        for (int i = 0; i < number; i++)
            numbers[i] = i;
        return numbers;
    }
}
