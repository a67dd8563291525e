using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// Numbers keys in the order they come, most of which another table has already: 4 bytes each for those. A key that the other table gets later keeps its number.
/// </summary>
/// <param name="known">The other table; null for none.</param>
/// <param name="spill">Where many go; null when they stay in memory.</param>
internal sealed class SharedNumbers(KeyTable? known, SpillFile? spill = null)
{
    // By the number of the other table: one more than the number here, 0 for none.
    private readonly ChunkedList<int> _ofKnown = new(spill);
    private readonly KeyTable _others = new(spill);
    private readonly ChunkedList<int> _ofOthers = new(spill);

    public int Count { get; private set; }

    /// <summary>The number of a key; -1 when it is not there.</summary>
    public int Find(KeyId key) => Find(key, known?.Find(key) ?? -1);

    /// <summary>The number of a key, which is added when it is new.</summary>
    /// <param name="key">The key.</param>
    /// <param name="numberThere">Its number in the other table; -1 when it is not there.</param>
    /// <param name="isNew">It was added.</param>
    public int Add(KeyId key, out int numberThere, out bool isNew)
    {
        numberThere = known?.Find(key) ?? -1;
        int number = Find(key, numberThere);
        isNew = number < 0;
        if (!isNew) return number;
        if (numberThere < 0)
        {
            _others.Add(key, out _);
            _ofOthers.Add(Count);
        }
        else
        {
            while (_ofKnown.Count <= numberThere) _ofKnown.Add(0);
            _ofKnown[numberThere] = Count + 1;
        }

        return Count++;
    }

    private int Find(KeyId key, int numberThere)
    {
        if (numberThere >= 0 && numberThere < _ofKnown.Count && _ofKnown[numberThere] is var found and > 0) return found - 1;
        return _others.Count > 0 && _others.Find(key) is var other and >= 0 ? _ofOthers[other] : -1;
    }
}
