using System.Numerics;
using System.Runtime.CompilerServices;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// Numbers keys in the order they come: open addressing over the keys' own bits, which are a digest's and need no hashing. About 24 bytes a
/// key, of which 16 may wait in a file. Once nothing is added any more it may be asked by several threads.
/// </summary>
/// <param name="spill">Where many keys go; null when they stay in memory.</param>
/// <param name="expected">How many there may be: once they are many, room is made for as many at once.</param>
internal sealed class KeyTable(SpillFile? spill = null, int expected = 0)
{
    private const int FirstSlots = 64;
    private const int ManySlots = 1 << 16;
    private readonly ChunkedList<KeyId> _keys = new(spill);
    // 0 for an empty one; else one more than a number, which is below half of the slots, and in the bits above it a part of its key: nearly every other key is told from it without being read.
    private uint[] _slots = new uint[FirstSlots];

    public int Count => _keys.Count;

    public KeyId this[int number] => _keys[number];

    private uint Mask => (uint)_slots.Length - 1;

    /// <summary>The number of a key; -1 when it is not there.</summary>
    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(KeyId key)
    {
        uint[] slots = _slots;
        uint mask = (uint)slots.Length - 1;
        uint part = PartOf(key) & ~mask;
        for (uint at = (uint)(ulong)key.Value & mask; ; at = (at + 1) & mask)
        {
            uint slot = slots[at];
            if (slot == 0) return -1;
            if ((slot & ~mask) == part && (int)(slot & mask) - 1 is var number && _keys[number] == key) return number;
        }
    }

    /// <summary>The number of a key, which is added when it is new.</summary>
    public int Add(KeyId key, out bool isNew)
    {
        int number = Find(key);
        isNew = number < 0;
        if (!isNew) return number;
        if ((Count + 1) * 2L > _slots.Length) Grow();
        _keys.Add(key);
        Place(Count - 1, key);
        return Count - 1;
    }

    // Other bits than those that say the slot.
    private static uint PartOf(KeyId key) => (uint)(key.Value >> 96);

    private void Place(int number, KeyId key)
    {
        uint at = (uint)(ulong)key.Value & Mask;
        while (_slots[at] != 0) at = (at + 1) & Mask;
        _slots[at] = (uint)(number + 1) | (PartOf(key) & ~Mask);
    }

    private void Grow()
    {
        // Tables that double leave as much behind as they take. What is expected may be wrong.
        long wanted = _slots.Length >= ManySlots ? Math.Min(expected * 2L, _slots.Length * 64L) : 0;
        _slots = new uint[Math.Max(_slots.Length * 2, (int)BitOperations.RoundUpToPowerOf2((uint)wanted))];
        for (int number = 0; number < Count; number++) Place(number, _keys[number]);
    }
}
