namespace TrialKeep.Runtime.Codecs;

/// <summary>
/// Entries of a JSON array whose order means nothing. Sorted by their bytes, equal sets are equal JSON whatever order the process
/// enumerates them in.
/// </summary>
public ref struct SortedJsonEntries
{
    private readonly int _start;
    private readonly int[] _ends;
    private int _count;

    internal SortedJsonEntries(int start, int count)
    {
        _start = start;
        _ends = count == 0 ? [] : new int[count];
    }

    /// <summary>Ends the entry that was just written, without a comma.</summary>
    public void End(ref JsonSpanWriter writer)
    {
        _ends[_count++] = writer.Length;
        if (_count < _ends.Length) writer.Raw(","u8);
    }

    /// <summary>Sorts what was written.</summary>
    public readonly void Complete(ref JsonSpanWriter writer)
    {
        byte[][] entries = new byte[_count][];
        Span<byte> written = writer.From(_start);
        for (int i = 0, from = 0; i < _count; i++)
        {
            int to = _ends[i] - _start;
            entries[i] = written[from..to].ToArray();
            from = to + 1;
        }

        Array.Sort(entries, static (left, right) => left.AsSpan().SequenceCompareTo(right));
        for (int i = 0, at = 0; i < _count; i++)
        {
            if (i > 0) written[at++] = (byte)',';
            entries[i].CopyTo(written[at..]);
            at += entries[i].Length;
        }
    }
}
