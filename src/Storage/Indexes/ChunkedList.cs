using System.Runtime.CompilerServices;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// A list that grows without copying what it has: at a million entries a doubling array would need twice its memory. What grows beyond the bytes that a <see cref="SpillFile"/>
/// allows waits there. Once it does not grow any more it may be read by several threads.
/// </summary>
/// <param name="spill">Where a long list goes; null when it stays in memory.</param>
internal sealed class ChunkedList<T>(SpillFile? spill = null)
    where T : struct
{
    // A chunk is to be below the 85,000 bytes from which the collector leaves an array lying for long.
    private const int ChunkBits = 10;
    private const int ChunkMask = (1 << ChunkBits) - 1;
    private const int FirstChunk = 64;
    private readonly int _mostHeld = spill is null ? int.MaxValue : spill.HeldBytes / Unsafe.SizeOf<T>();
    private T[][] _chunks = [[]];
    private SpilledPages<T>? _spilled;

    public int Count { get; private set; }

    public T this[int index]
    {
        get => _spilled is null ? _chunks[index >> ChunkBits][index & ChunkMask] : _spilled[index];
        set
        {
            if (_spilled is null) _chunks[index >> ChunkBits][index & ChunkMask] = value;
            else _spilled[index] = value;
        }
    }

    public void Add(T item)
    {
        if (Count == _mostHeld) Spill();
        if (_spilled is null) AddHeld(item);
        else _spilled[Count] = item;
        Count++;
    }

    private void AddHeld(T item)
    {
        int chunk = Count >> ChunkBits;
        int at = Count & ChunkMask;
        if (chunk == _chunks.Length) Array.Resize(ref _chunks, _chunks.Length * 2);
        T[] target = _chunks[chunk] ?? [];
        // The first chunk grows from small, because most runs are; the others are whole at once.
        if (at == target.Length) Array.Resize(ref target, chunk > 0 ? ChunkMask + 1 : Math.Clamp(target.Length * 4, FirstChunk, ChunkMask + 1));
        target[at] = item;
        _chunks[chunk] = target;
    }

    private void Spill()
    {
        SpilledPages<T> pages = new(spill!);
        for (int i = 0; i < Count; i++) pages[i] = this[i];
        _spilled = pages;
        _chunks = [];
    }
}
