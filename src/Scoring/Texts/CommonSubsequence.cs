using System.Numerics;

namespace TrialKeep.Scoring.Texts;

/// <summary>The length of the longest common subsequence, 64 rows of the table at once (Hyyrö 2004).</summary>
internal static class CommonSubsequence
{
    private const int ColumnsBetweenLooks = 1024;

    public static int Of(ReadOnlySpan<int> left, ReadOnlySpan<int> right, CancellationToken cancellation = default)
    {
        if (left.IsEmpty || right.IsEmpty) return 0;
        PlaceMasks masks = new(left);
        ulong[] open = new ulong[masks.Blocks];
        Array.Fill(open, ulong.MaxValue);
        for (int i = 0; i < right.Length; i++)
        {
            if (i % ColumnsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();
            Column(masks[right[i]], open);
        }

        // Each place that is closed has lengthened the subsequence by one; beyond the end of the text nothing is ever closed.
        return open.Sum(static block => 64 - BitOperations.PopCount(block));
    }

    private static void Column(ulong[] equal, ulong[] open)
    {
        ulong carry = 0;
        for (int block = 0; block < open.Length; block++)
        {
            ulong found = open[block] & equal[block];
            UInt128 sum = (UInt128)open[block] + found + carry;
            carry = (ulong)(sum >> 64);
            open[block] = (ulong)sum | (open[block] & ~found);
        }
    }
}
