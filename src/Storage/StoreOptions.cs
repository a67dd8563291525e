using TrialKeep.Storage.Files;

namespace TrialKeep.Storage;

/// <summary>How a store works. None of it changes what is stored.</summary>
public sealed class StoreOptions
{
    /// <summary>Use the SQLite catalog where it can be loaded. Without it every look-up is a scan, with the same answers.</summary>
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

    /// <summary>When an append is acknowledged.</summary>
    public Durability Durability { get; init; } = Durability.Flush;

    /// <summary>Bytes that may wait to be written in one journal; an append beyond that blocks until the device has caught up.</summary>
    public int MostPendingBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of journals below which a look-up scans, because that takes less time than loading SQLite.</summary>
    internal long ScanBelow { get; init; } = 8 << 20;
}
