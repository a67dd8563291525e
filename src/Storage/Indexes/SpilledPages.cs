using System.Numerics;
using System.Runtime.CompilerServices;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// The entries of a long list: some pages of it in memory, the others in a file. Who goes over a list, or near to it, as lines and plans mostly do, reads each page once; who jumps
/// about reads one for each entry, in a microsecond or two. What is set is set by one thread, which nobody reads beside; else it may be used by several.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class SpilledPages<T>(SpillFile file)
    where T : struct
{
    private const int FrameBits = 6;

    private static readonly int s_pageBits = BitOperations.Log2((uint)(SpillFile.PageBytes / Unsafe.SizeOf<T>()));

    private readonly Lock _gate = new();
    // A page that is driven out stays whole for whoever still reads it: nobody waits for a page that is there.
    private readonly Page?[] _frames = new Page?[1 << FrameBits];
    // By page: one more than its place in the file, 0 when it is not there.
    private readonly List<int> _places = [];
    // Pages that the file had no room for.
    private readonly Dictionary<int, Page> _held = [];

    public T this[int index]
    {
        get => PageOf(index >> s_pageBits).Entries[index & Mask];
        set
        {
            Page page = PageOf(index >> s_pageBits);
            page.Entries[index & Mask] = value;
            page.IsDirty = true;
        }
    }

    private static int Mask => (1 << s_pageBits) - 1;

    private Page PageOf(int number)
    {
        // Scattered, so that two who go over the list at a distance don't drive out each other's pages all the way.
        ref Page? frame = ref _frames[(uint)number * 2654435769u >> (32 - FrameBits)];
        return Volatile.Read(ref frame) is { } page && page.Number == number ? page : Fetch(ref frame, number);
    }

    private Page Fetch(ref Page? frame, int number)
    {
        lock (_gate)
        {
            if (frame is { } there && there.Number == number) return there;
            Page page = Read(number);
            if (frame is { IsDirty: true } former) Leave(former);
            Volatile.Write(ref frame, page);
            return page;
        }
    }

    private Page Read(int number)
    {
        if (_held.Remove(number, out Page? held)) return held;
        int place = number < _places.Count ? _places[number] - 1 : -1;
        if (place < 0) return new(number, new T[Mask + 1]);
        Page page = new(number, GC.AllocateUninitializedArray<T>(Mask + 1));
        file.Read<T>(place, page.Entries);
        return page;
    }

    private void Leave(Page page)
    {
        while (_places.Count <= page.Number) _places.Add(0);
        int place = _places[page.Number] - 1;
        if (file.TryWrite<T>(ref place, page.Entries))
        {
            _places[page.Number] = place + 1;
            page.IsDirty = false;
        }
        else
        {
            _held[page.Number] = page;
        }
    }

    private sealed class Page(int number, T[] entries)
    {
        public int Number => number;

        public T[] Entries => entries;

        public bool IsDirty { get; set; }
    }
}
