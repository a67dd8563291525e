using System.Runtime.CompilerServices;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>Where the best record of each key is in what was scanned of one run, and what its tasks say.</summary>
internal sealed class RecordScan : IDisposable
{
    private readonly FileOperations _files;
    private readonly bool _notesTasks;
    private readonly SpillFile _spill;
    private readonly KeyTable _keys;
    private readonly ChunkedList<GenerationEntry> _records;
    private readonly StoredContents _tasks;
    private readonly List<SegmentInfo> _segments = [];

    /// <param name="files">The file operations.</param>
    /// <param name="notesTasks">Whether somebody will ask for the contents of tasks.</param>
    public RecordScan(FileOperations files, bool notesTasks)
    {
        (_files, _notesTasks) = (files, notesTasks);
        _spill = new(files);
        _keys = new(_spill);
        _records = new(_spill);
        _tasks = new(_spill);
    }

    /// <summary>Whether there is a record.</summary>
    public bool IsEmpty => _keys.Count == 0;

    /// <summary>Reads a segment from an offset on; of those of a run in their order.</summary>
    /// <exception cref="StoreException">It can't be read or is of a newer format.</exception>
    public void Read(SegmentName name, long from)
    {
        using SegmentReader reader = new(_files, name, new DamageLog());
        reader.SkipTo(from);
        _segments.Add(new(name, reader.Salt, reader.Header?.Epoch ?? StreamScan.EpochOf(name.Writer)));
        while (reader.Next()) Take(reader);
    }

    public bool TryFind(KeyId key, out FoundRecord found)
    {
        int number = _keys.Find(key);
        found = number < 0 ? default : ToFound(_records[number]);
        return number >= 0;
    }

    /// <summary>The content of the newest version of a task; null when none was scanned.</summary>
    public TaskContent? ContentOf(KeyId task) => _tasks.Find(task);

    /// <inheritdoc/>
    public void Dispose() => _spill.Dispose();

    // Compiled well at once: ten thousand lines are read before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Take(SegmentReader reader)
    {
        if (reader.Kind == LineKind.Record)
        {
            if (!RecordLine.TryIndex(reader.Line, reader.Body, out KeyId key, out _, out bool succeeded) || !succeeded) return;
            Take(key, new GenerationEntry(reader.Offset, reader.Sequence, reader.Line.Length, _segments.Count - 1, 0, -1));
        }
        else if (reader.Kind == LineKind.Task && _notesTasks)
        {
            if (SharedLines.TryTask(reader.Line, reader.Body, out KeyId task, out ReadOnlySpan<byte> json)) _tasks.Set(task, TaskContent.OfJson(json));
        }
    }

    private void Take(KeyId key, GenerationEntry entry)
    {
        int number = _keys.Add(key, out bool isNew);
        if (isNew) _records.Add(entry);
        else if (FoundRecord.Compare(ToFound(entry), ToFound(_records[number])) >= 0) _records[number] = entry;
    }

    private FoundRecord ToFound(GenerationEntry entry) => new(_segments[entry.Segment], entry.Offset, entry.Length, entry.Sequence);
}
