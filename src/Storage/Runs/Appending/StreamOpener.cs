using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Runs.Appending;

/// <summary>Opens the streams of one writer, its journal and its evaluations, which share the memory in which lines wait.</summary>
internal sealed class StreamOpener(StoreContext store, WriterClaim claim, RunStart start, BackgroundSealer sealer, IndexingPace indexing)
{
    private volatile bool _hasOpened;

    /// <summary>Whether any stream was opened.</summary>
    public bool HasOpened => _hasOpened;

    /// <summary>The memory in which lines wait, those of all streams together.</summary>
    public PendingBytes Pending { get; } = new(store.Options.MostPendingBytes);

    /// <summary>A writer of a stream; its file is created by the first line.</summary>
    /// <exception cref="ObjectDisposedException">The run's writer is closed.</exception>
    public JournalWriter Open(StreamName stream, HeaderExtra extra)
    {
        string name = claim.TakeToWrite();
        _hasOpened = true;
        StoreOptions options = store.Options;
        // Sealing holds the locks of dead writers for a while, and whoever shares a run goes by them.
        if (!start.Shared) sealer.Start();
        return new(options.Files, new(stream, name, 1), new(
            StreamScan.EpochOf(name), start.Durability ?? options.Durability, options.SegmentBytes, Pending, options.Time, extra, sealer.Completed, indexing.Flushed));
    }
}
