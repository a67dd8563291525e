using System.Collections;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Work that is to be done, in pieces: a list of a million would double and be copied.</summary>
internal sealed class PendingList<T> : IReadOnlyList<T>
    where T : struct
{
    private const int PieceBits = 12;
    private const int PieceLength = 1 << PieceBits;

    private readonly List<T[]> _pieces = [];

    public int Count { get; private set; }

    public T this[int index] => (uint)index < (uint)Count ? _pieces[index >> PieceBits][index & (PieceLength - 1)] : throw new ArgumentOutOfRangeException(nameof(index));

    public void Add(T item)
    {
        int place = Count & (PieceLength - 1);
        if (place == 0) _pieces.Add(new T[_pieces.Count == 0 ? 16 : PieceLength]);
        if (place == _pieces[^1].Length) _pieces[^1] = Grown(_pieces[^1]);
        _pieces[^1][place] = item;
        Count++;
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static T[] Grown(T[] piece)
    {
        Array.Resize(ref piece, piece.Length * 2);
        return piece;
    }
}
