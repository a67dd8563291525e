namespace TrialKeep.Scoring.Texts;

/// <summary>
/// Levenshtein's distance: how many symbols must be inserted, deleted or replaced. Computed for 64 rows of the table at once (Myers 1999, in blocks
/// as Hyyrö 2003 has it), so that two texts of 100,000 characters take a second and not a minute.
/// </summary>
internal static class EditDistance
{
    private const int ColumnsBetweenLooks = 1024;

    public static int Of(ReadOnlySpan<int> left, ReadOnlySpan<int> right, CancellationToken cancellation = default)
    {
        if (left.Length < right.Length) return Of(right, left, cancellation);
        if (right.IsEmpty) return left.Length;
        PlaceMasks masks = new(right);
        ulong[] rising = new ulong[masks.Blocks];
        ulong[] falling = new ulong[masks.Blocks];
        Array.Fill(rising, ulong.MaxValue);
        int distance = right.Length;
        for (int i = 0; i < left.Length; i++)
        {
            if (i % ColumnsBetweenLooks == 0) cancellation.ThrowIfCancellationRequested();
            distance += Column(masks, masks[left[i]], rising, falling);
        }

        return distance;
    }

    // One column of the table: what its last row differs from that of the column before. The first row grows by one in each column.
    private static int Column(PlaceMasks masks, ulong[] equal, ulong[] rising, ulong[] falling)
    {
        int carry = 1;
        for (int block = 0; block < equal.Length; block++)
        {
            int last = block == equal.Length - 1 ? (masks.Length - 1) % 64 : 63;
            (ulong up, ulong down, ulong same) = (rising[block], falling[block], equal[block]);
            ulong vertical = same | down;
            if (carry < 0) same |= 1;
            ulong horizontal = (unchecked((same & up) + up) ^ up) | same;
            ulong more = down | ~(horizontal | up);
            ulong less = up & horizontal;
            int next = (int)((more >> last) & 1) - (int)((less >> last) & 1);
            more = (more << 1) | (carry > 0 ? 1UL : 0);
            less = (less << 1) | (carry < 0 ? 1UL : 0);
            rising[block] = less | ~(vertical | more);
            falling[block] = more & vertical;
            carry = next;
        }

        return carry;
    }
}
