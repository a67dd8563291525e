using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>Where the newest line of each id is: tasks, templates, texts, scores.</summary>
/// <param name="spill">Where many go; null when they stay in memory.</param>
internal sealed class LocationTable(SpillFile? spill = null)
{
    private readonly KeyTable _keys = new(spill);
    private readonly ChunkedList<LineLocation> _locations = new(spill);

    public int Count => _keys.Count;

    public (KeyId Key, LineLocation Location) this[int number] => (_keys[number], _locations[number]);

    public bool TryGet(KeyId id, out LineLocation location)
    {
        int number = _keys.Find(id);
        location = number < 0 ? default : _locations[number];
        return number >= 0;
    }

    /// <summary>The number of an id, from 0; -1 when it has no line.</summary>
    public int Find(KeyId id) => _keys.Find(id);

    /// <summary>Sets the line of an id and returns its number: lines come in the order in which later ones win.</summary>
    public int Set(KeyId id, LineLocation location)
    {
        int number = _keys.Add(id, out bool isNew);
        if (isNew) _locations.Add(location);
        else _locations[number] = location;
        return number;
    }
}
