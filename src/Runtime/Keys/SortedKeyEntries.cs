namespace TrialKeep.Runtime.Keys;

/// <summary>
/// The entries of a set or a map in a key, which are sorted by their encoded bytes. An encoded value is never the beginning of another, so
/// that sorting whole map entries sorts them by key.
/// </summary>
public ref struct SortedKeyEntries
{
    private readonly int _start;
    private readonly int[] _ends;
    private int _count;

    internal SortedKeyEntries(int start, int count)
    {
        _start = start;
        _ends = count == 0 ? [] : new int[count];
    }

    /// <summary>Ends the entry that was just written.</summary>
    public void End(ref KeyWriter writer) => _ends[_count++] = writer.Length;

    /// <summary>Sorts what was written.</summary>
    /// <exception cref="ExperimentDataException">Two entries have the same encoding.</exception>
    public readonly void Complete(ref KeyWriter writer)
    {
        byte[][] entries = new byte[_count][];
        Span<byte> written = writer.From(_start);
        for (int i = 0, from = 0; i < _count; i++)
        {
            int to = _ends[i] - _start;
            entries[i] = written[from..to].ToArray();
            from = to;
        }

        Array.Sort(entries, static (left, right) => left.AsSpan().SequenceCompareTo(right));
        int at = 0;
        for (int i = 0; i < entries.Length; i++)
        {
            if (i > 0 && entries[i].AsSpan().SequenceEqual(entries[i - 1]))
            {
                throw new ExperimentDataException("A set in a key holds the same value twice; use a set whose comparer tells apart what is written.");
            }

            entries[i].CopyTo(written[at..]);
            at += entries[i].Length;
        }
    }
}
