namespace TrialKeep.Storage.Indexes;

/// <summary>A list that grows without copying what it has: at a million entries a doubling array would need twice its memory.</summary>
internal sealed class ChunkedList<T>
    where T : struct
{
    private const int ChunkBits = 14;
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private const int FirstChunk = 64;
    private T[][] _chunks = [[]];

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> ChunkBits][index & ChunkMask];

    public void Add(T item)
    {
        int chunk = Count >> ChunkBits;
        int at = Count & ChunkMask;
        if (chunk == _chunks.Length) Array.Resize(ref _chunks, _chunks.Length * 2);
        T[] target = _chunks[chunk] ?? [];
        // The first chunk grows from small, because most runs are; the others are whole at once.
        if (at == target.Length) Array.Resize(ref target, chunk > 0 ? ChunkMask + 1 : Math.Clamp(target.Length * 4, FirstChunk, ChunkMask + 1));
        target[at] = item;
        _chunks[chunk] = target;
        Count++;
    }
}
