using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Indexes;

namespace TrialKeep.Storage.Catalog;

/// <summary>Which row counts for each key of one run, or of one evaluation of a run.</summary>
/// <param name="compare">The order of standings; of two equal ones the later counts.</param>
/// <param name="earlier">The row that counted before this pass; null when there was none.</param>
internal sealed class Standings(Comparison<Standing> compare, Func<KeyId, Standing?> earlier)
{
    private readonly KeyTable _keys = new();
    private readonly ChunkedList<Standing> _standings = new();

    /// <summary>Takes a new row; true when it counts, and then what counted before is superseded.</summary>
    public bool Take(KeyId key, in Standing row, out Standing? superseded)
    {
        superseded = null;
        int number = _keys.Add(key, out bool isNew);
        Standing? before = isNew ? earlier(key) : _standings[number];
        bool counts = before is not { } known || compare(row, known) >= 0;
        if (counts) superseded = before;
        Standing standing = counts ? row : before!.Value;
        if (isNew) _standings.Add(standing);
        else _standings[number] = standing;
        return counts;
    }
}
