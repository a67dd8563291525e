using System.Runtime.InteropServices;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Planning;

/// <summary>
/// Tells whether something was there before, by 128 bits of its SHA-256: 16 bytes each instead of what it says. The table is made of small ones, so that it
/// never grows as a whole. Not for several threads.
/// </summary>
internal sealed class DigestSet
{
    private const int Tables = 1024;
    private const int FirstSlots = 4;

    private readonly KeyId[]?[] _tables = new KeyId[]?[Tables];
    private readonly int[] _counts = new int[Tables];

    /// <summary>What stands for a text.</summary>
    public static KeyId DigestOf(string text) => Digest.Of(MemoryMarshal.AsBytes(text.AsSpan())).Id;

    /// <summary>Adds one; false when it is there already.</summary>
    public bool Add(KeyId item)
    {
        // An empty slot is all zero, which a digest is once in 2^128.
        int number = (int)(item.Value >> 118);
        KeyId[] table = _tables[number] ??= new KeyId[FirstSlots];
        int slot = SlotOf(table, item);
        if (table[slot] == item) return false;
        table[slot] = item;
        if (++_counts[number] > table.Length / 4 * 3) _tables[number] = Grown(table);
        return true;
    }

    private static KeyId[] Grown(KeyId[] table)
    {
        KeyId[] grown = new KeyId[table.Length * 2];
        foreach (KeyId item in table)
        {
            if (item != default) grown[SlotOf(grown, item)] = item;
        }

        return grown;
    }

    private static int SlotOf(KeyId[] table, KeyId item)
    {
        int slot = item.GetHashCode() & (table.Length - 1);
        while (table[slot] != default && table[slot] != item) slot = (slot + 1) & (table.Length - 1);
        return slot;
    }
}
