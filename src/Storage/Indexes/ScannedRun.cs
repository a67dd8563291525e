using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>What is to be read of one run's journal.</summary>
/// <param name="Run">The run.</param>
internal sealed record ScannedRun(RunId Run)
{
    private readonly List<(SegmentName Name, long From)> _segments = [];

    /// <summary>The bytes that are to be read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether every segment is read from its start.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Adds a segment of which everything behind an offset is to be read; segments come in their order.</summary>
    public void Add(SegmentName name, long from, long length)
    {
        if (from > 0) IsWhole = false;
        if (length <= from) return;
        _segments.Add((name, from));
        Bytes += length - from;
    }

    /// <exception cref="StoreException">A segment can't be read or is of a newer format.</exception>
    public RecordScan Read(FileOperations files, bool notesTasks)
    {
        RecordScan scan = new(files, notesTasks);
        try
        {
            foreach ((SegmentName name, long from) in _segments) scan.Read(name, from);
        }
        catch
        {
            scan.Dispose();
            throw;
        }

        return scan;
    }
}
