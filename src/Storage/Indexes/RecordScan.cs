using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;

namespace TrialKeep.Storage.Indexes;

/// <summary>Where the best record of each key is in what was scanned of several runs.</summary>
internal sealed class RecordScan(FileOperations files)
{
    private readonly KeyTable _keys = new();
    private readonly ChunkedList<GenerationEntry> _records = new();
    private readonly List<SegmentInfo> _segments = [];

    /// <summary>Reads a segment from an offset on.</summary>
    /// <exception cref="StoreException">It can't be read or is of a newer format.</exception>
    public void Read(SegmentName name, long from)
    {
        using SegmentReader reader = new(files, name, new DamageLog());
        reader.SkipTo(from);
        _segments.Add(new(name, reader.Salt, reader.Header?.Epoch ?? StreamScan.EpochOf(name.Writer)));
        while (reader.Next())
        {
            if (reader.Kind != LineKind.Record || !RecordLine.TryIndex(reader.Line, reader.Body, out KeyId key, out _, out bool succeeded) || !succeeded) continue;
            Take(key, new(reader.Offset, reader.Sequence, reader.Line.Length, _segments.Count - 1, 0, -1));
        }
    }

    public bool TryFind(KeyId key, out FoundRecord found)
    {
        int number = _keys.Find(key);
        found = number < 0 ? default : ToFound(_records[number]);
        return number >= 0;
    }

    private void Take(KeyId key, GenerationEntry entry)
    {
        int number = _keys.Add(key, out bool isNew);
        if (isNew) _records.Add(entry);
        else if (FoundRecord.Compare(ToFound(entry), ToFound(_records[number])) >= 0) _records[number] = entry;
    }

    private FoundRecord ToFound(GenerationEntry entry) => new(_segments[entry.Segment], entry.Offset, entry.Length, entry.Sequence);
}
