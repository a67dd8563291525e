using TrialKeep.Orchestration.Specs;

namespace TrialKeep.Orchestration.Data;

/// <summary>
/// Draws items by the digest of seed and id: the same items on every machine, whatever their order is, and when a data set grows by some, few
/// of those drawn change.
/// </summary>
internal static class SeededDraw
{
    /// <summary>Which of the items are drawn.</summary>
    /// <param name="items">Their ids.</param>
    /// <param name="count">How many; all when there are fewer.</param>
    /// <param name="seed">The seed.</param>
    public static bool[] Of(IReadOnlyList<string> items, int count, long seed) => Of(items, [.. Enumerable.Range(0, items.Count)], count, seed, new bool[items.Count]);

    /// <summary>Draws from each stratum its share, the largest remainders rounded up (Hamilton's method), ties in the order of the strata.</summary>
    /// <param name="items">Their ids.</param>
    /// <param name="strata">The stratum of each.</param>
    /// <param name="count">How many of all; all when there are fewer.</param>
    /// <param name="seed">The seed.</param>
    public static bool[] Of(IReadOnlyList<string> items, IReadOnlyList<string?> strata, int count, long seed)
    {
        bool[] drawn = new bool[items.Count];
        int[][] groups = [.. Enumerable.Range(0, items.Count).GroupBy(i => strata[i])
            .OrderBy(static group => group.Key is null).ThenBy(static group => group.Key, StringComparer.Ordinal).Select(static group => group.ToArray())];
        int[] quotas = Quotas([.. groups.Select(static group => group.Length)], Math.Min(count, items.Count));
        for (int i = 0; i < groups.Length; i++) Of(items, groups[i], quotas[i], seed, drawn);
        return drawn;
    }

    /// <summary>How many of <paramref name="count"/> fall to strata of these sizes.</summary>
    internal static int[] Quotas(int[] sizes, int count)
    {
        long all = sizes.Sum(static size => (long)size);
        if (all == 0) return sizes;
        int[] quotas = [.. sizes.Select(size => (int)((long)count * size / all))];
        IEnumerable<int> byRemainder = Enumerable.Range(0, sizes.Length).OrderByDescending(i => (long)count * sizes[i] % all);
        foreach (int i in byRemainder.Take(count - quotas.Sum())) quotas[i]++;
        return quotas;
    }

    private static bool[] Of(IReadOnlyList<string> items, int[] among, int count, long seed, bool[] drawn)
    {
        IEnumerable<int> order = among.OrderBy(i => Identities.Seed(seed, "subset", items[i])).ThenBy(i => items[i], StringComparer.Ordinal);
        foreach (int i in order.Take(count)) drawn[i] = true;
        return drawn;
    }
}
