using TrialKeep.Storage.Files;
using TrialKeep.Storage.Redaction;

namespace TrialKeep.Storage;

/// <summary>How a store works. None of it but <see cref="Redactors"/> changes what is stored.</summary>
public sealed class StoreOptions
{
    /// <summary>
    /// Use the SQLite catalog where it can be loaded. Without it every look-up is a scan, with the same answers. The environment variable
    /// TRIALKEEP_SQLITE names the library to load, or <c>none</c>.
    /// </summary>
    public bool UseSqlite { get; init; } = true;

    /// <summary>The clock of run ids and time stamps.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The file operations; tests give a subclass that fails.</summary>
    public FileOperations Files { get; init; } = new();

    /// <summary>
    /// Accept a folder on a network file system. Its locks may not be seen by other machines: only when one machine alone uses the store, and at
    /// your own risk.
    /// </summary>
    public bool AllowNetworkFileSystem { get; init; }

    /// <summary>When an append is acknowledged; <see cref="Runs.RunStart.Durability"/> may say otherwise for a run.</summary>
    public Durability Durability { get; init; } = Durability.Flush;

    /// <summary>
    /// What takes secrets and people out of every text before it is written, one after another. Keys are made from the texts as they were.
    /// Artifacts, checkpoints and numbers are written as they are.
    /// </summary>
    public IReadOnlyList<IRedactor> Redactors { get; init; } = [];

    /// <summary>How many older checkpoints of a name are kept beside the newest one.</summary>
    public int KeptCheckpoints { get; init; } = 2;

    /// <summary>
    /// Bytes of memory in which the lines of a session, scores included, wait for the device; an append beyond that blocks until it has caught
    /// up. A single line that is longer is taken when nothing else waits.
    /// </summary>
    public int MostPendingBytes { get; init; } = 16 << 20;

    /// <summary>
    /// The length in bytes from which a segment is finished and its writer goes on in the next one. 64 MiB: at 1.6 kB a record 40,000 of them,
    /// so that a million makes 25 files, sealing one in the background takes seconds, and the work of a new file is spread over many appends.
    /// </summary>
    public long SegmentBytes { get; init; } = 64 << 20;

    /// <summary>
    /// Bytes from which a session seals, in the background, the finished segments of its run and of earlier runs of its experiment that have
    /// ended. Smaller ones stay plain, so that <c>jq</c> and <c>grep</c> work on them; <see cref="long.MaxValue"/> leaves all plain.
    /// </summary>
    public long SealFrom { get; init; } = 8 << 20;

    /// <summary>Bytes of journals below which a look-up scans, because that takes less time than loading SQLite.</summary>
    internal long ScanBelow { get; init; } = 8 << 20;
}
