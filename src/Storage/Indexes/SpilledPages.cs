using System.Numerics;
using System.Runtime.CompilerServices;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// The entries of a long list: some pages of it in memory, the others in a file. Who goes over a list, or near to it, as lines and plans mostly do, reads each page once; who jumps
/// about reads one for each entry, in a microsecond or two. May be used by several threads.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class SpilledPages<T>(SpillFile file)
    where T : struct
{
    private const int FrameBits = 7;
    private const int NoPage = -1;

    private static readonly int s_pageBits = BitOperations.Log2((uint)(SpillFile.PageBytes / Unsafe.SizeOf<T>()));

    private readonly Lock _gate = new();
    private readonly Frame[] _frames = NewFrames();
    // By page: one more than its place in the file, 0 when it is not there.
    private readonly List<int> _places = [];
    // Pages that the file had no room for.
    private readonly Dictionary<int, T[]> _held = [];

    public T this[int index]
    {
        get
        {
            lock (_gate) return FrameOf(index).Entries![index & Mask];
        }

        set
        {
            lock (_gate)
            {
                ref Frame frame = ref FrameOf(index);
                frame.Entries![index & Mask] = value;
                frame.IsDirty = true;
            }
        }
    }

    private static int Mask => (1 << s_pageBits) - 1;

    private static Frame[] NewFrames()
    {
        Frame[] frames = new Frame[1 << FrameBits];
        Array.Fill(frames, new() { Page = NoPage });
        return frames;
    }

    private ref Frame FrameOf(int index)
    {
        int page = index >> s_pageBits;
        // Scattered, so that two who go over the list at a distance don't drive out each other's pages all the way.
        ref Frame frame = ref _frames[(uint)page * 2654435769u >> (32 - FrameBits)];
        if (frame.Page == page) return ref frame;
        Leave(ref frame);
        Fetch(ref frame, page);
        return ref frame;
    }

    private void Leave(ref Frame frame)
    {
        if (!frame.IsDirty) return;
        while (_places.Count <= frame.Page) _places.Add(0);
        int place = _places[frame.Page] - 1;
        if (file.TryWrite<T>(ref place, frame.Entries))
        {
            _places[frame.Page] = place + 1;
        }
        else
        {
            _held[frame.Page] = frame.Entries!;
            frame.Entries = null;
        }

        frame = new() { Page = NoPage, Entries = frame.Entries };
    }

    private void Fetch(ref Frame frame, int page)
    {
        // Until it is read whole the frame has no page: reading may throw.
        frame.Page = NoPage;
        bool isHeld = _held.Remove(page, out T[]? held);
        if (isHeld) frame.Entries = held;
        frame.Entries ??= new T[Mask + 1];
        if (!isHeld && page < _places.Count && _places[page] > 0) file.Read<T>(_places[page] - 1, frame.Entries);
        (frame.Page, frame.IsDirty) = (page, isHeld);
    }

    private struct Frame
    {
        public int Page;
        public bool IsDirty;
        public T[]? Entries;
    }
}
