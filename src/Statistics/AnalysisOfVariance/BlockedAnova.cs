namespace TrialKeep.Statistics.AnalysisOfVariance;

/// <summary>
/// Randomised complete blocks (R. A. Fisher, "The design of experiments", 1935): each treatment is observed equally often in each block, as
/// variants on the same items are.
/// </summary>
public static class BlockedAnova
{
    /// <summary>
    /// The additive two-way analysis, whose first factor is the treatment and whose second the block; the error is what treatments and
    /// blocks do not explain together. With two treatments and one value in each it is the paired t test, F = t².
    /// </summary>
    /// <param name="values">All finite.</param>
    /// <param name="treatments">The treatment of each, as any number; at least two different ones.</param>
    /// <param name="blocks">The block of each, as any number; at least two different ones.</param>
    /// <remarks>Assumes nearly normal values with equal variances, whose differences between treatments do not depend on the
    /// block.</remarks>
    /// <exception cref="ArgumentException">The lengths differ, a value is NaN or infinite, there is one treatment or block only, a
    /// treatment is missing or more frequent in a block, or means differ and nothing else varies.</exception>
    public static TwoWayResult Of(ReadOnlySpan<double> values, ReadOnlySpan<int> treatments, ReadOnlySpan<int> blocks)
    {
        Argument.RequireFiniteSample(values, 2, nameof(values));
        Argument.RequireSameLength(values.Length, treatments.Length, nameof(treatments));
        Argument.RequireSameLength(values.Length, blocks.Length, nameof(blocks));
        var counts = new Dictionary<(int, int), int>();
        for (int i = 0; i < values.Length; i++)
            counts[(treatments[i], blocks[i])] = counts.GetValueOrDefault((treatments[i], blocks[i])) + 1;
        int usual = counts[(treatments[0], blocks[0])];
        foreach (int treatment in new SortedSet<int>(treatments.ToArray()))
        {
            foreach (int block in new SortedSet<int>(blocks.ToArray()))
            {
                int count = counts.GetValueOrDefault((treatment, block));
                if (count != usual)
                {
                    throw new ArgumentException($"The treatment {treatment} is observed {count} times in the block {block} and another "
                        + $"{usual} times; complete the blocks, leave some out, or use the additive two-way analysis.", nameof(blocks));
                }
            }
        }
        return TwoWayAnova.Additive(values, treatments, blocks);
    }
}
