using System.Numerics;

namespace TrialKeep.Statistics.Ranks;

/// <summary>The distribution of the sum of so many ranks drawn without replacement from given ones.</summary>
internal static class RankSumDistribution
{
    /// <summary>In how many choices each sum comes up; correctly rounded up to 2^53 and to about 1e-14 beyond.</summary>
    /// <param name="ranks">The ranks in ascending order, positive.</param>
    /// <param name="drawn">How many are drawn, at least 1.</param>
    public static double[] Counts(ReadOnlySpan<int> ranks, int drawn)
    {
        int width = 1;
        foreach (int rank in ranks[^drawn..])
            width += rank;
        var ways = new double[drawn + 1][];
        for (int taken = 0; taken <= drawn; taken++)
            ways[taken] = new double[width];
        ways[0][0] = 1;
        var most = new int[drawn + 1]; // the largest sum of so many of the ranks seen
        for (int seen = 1; seen <= ranks.Length; seen++)
        {
            int rank = ranks[seen - 1];
            for (int taken = Math.Min(seen, drawn); taken >= 1; taken--)
            {
                most[taken] = most[taken - 1] + rank;
                Add(ways[taken - 1].AsSpan(0, most[taken - 1] + 1), ways[taken].AsSpan(rank));
            }
        }
        return ways[drawn];
    }

    private static void Add(ReadOnlySpan<double> from, Span<double> to)
    {
        int i = 0;
        for (; i <= from.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(from[i..]) + new Vector<double>(to[i..])).CopyTo(to[i..]);
        for (; i < from.Length; i++)
            to[i] += from[i];
    }
}
