using System.Runtime.CompilerServices;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// Numbers keys in the order they come: open addressing over the keys' own bits, which are a digest's and need no hashing. About 24 bytes a
/// key.
/// </summary>
internal sealed class KeyTable
{
    private const int FirstSlots = 64;
    private readonly ChunkedList<KeyId> _keys = new();
    private int[] _slots = new int[FirstSlots];

    public int Count => _keys.Count;

    public KeyId this[int number] => _keys[number];

    /// <summary>The number of a key; -1 when it is not there.</summary>
    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(KeyId key)
    {
        for (int slot = First(key); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            int number = _slots[slot] - 1;
            if (number < 0 || _keys[number] == key) return number;
        }
    }

    /// <summary>The number of a key, which is added when it is new.</summary>
    public int Add(KeyId key, out bool isNew)
    {
        int number = Find(key);
        isNew = number < 0;
        if (!isNew) return number;
        if ((Count + 1) * 2 > _slots.Length) Grow();
        _keys.Add(key);
        Place(Count - 1);
        return Count - 1;
    }

    private int First(KeyId key) => (int)(uint)(ulong)key.Value & (_slots.Length - 1);

    private void Place(int number)
    {
        int slot = First(_keys[number]);
        while (_slots[slot] != 0) slot = (slot + 1) & (_slots.Length - 1);
        _slots[slot] = number + 1;
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (int number = 0; number < Count; number++) Place(number);
    }
}
