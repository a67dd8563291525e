using SQLitePCL;

namespace TrialKeep.Storage.Catalog;

/// <summary>SQLite refused something. It never leaves the store: whoever asked scans instead.</summary>
internal sealed class CatalogException(int code, string message) : Exception(message)
{
    private const int PrimaryCode = 0xFF;

    /// <summary>The file is no database, or not one that can be trusted.</summary>
    public bool IsCorrupt => (code & PrimaryCode) is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_ERROR or raw.SQLITE_SCHEMA or raw.SQLITE_MISMATCH or raw.SQLITE_CONSTRAINT or raw.SQLITE_FORMAT;

    /// <summary>Another connection writes, for longer than was waited.</summary>
    public bool IsBusy => (code & PrimaryCode) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;
}
