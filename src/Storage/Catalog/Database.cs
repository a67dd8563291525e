using SQLitePCL;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// A connection by SQLite's own functions: the first query through Microsoft.Data.Sqlite costs tens of milliseconds, which is longer than
/// most look-ups take.
/// </summary>
internal sealed class Database : IDisposable
{
    private const int BusyMilliseconds = 2000;
    private readonly sqlite3 _handle;

    public Database(string path, bool create)
    {
        int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        int code = raw.sqlite3_open_v2(path, out _handle, flags, null);
        try
        {
            Check(code);
            Check(raw.sqlite3_busy_timeout(_handle, BusyMilliseconds));
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    public void Execute(string sql)
    {
        using Statement statement = Prepare(sql);
        while (statement.Step()) { }
    }

    public long Scalar(string sql)
    {
        using Statement statement = Prepare(sql);
        return statement.Step() ? statement.Integer(0) : 0;
    }

    public Statement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out sqlite3_stmt statement));
        return new(this, statement);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    internal void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw new CatalogException(code, raw.sqlite3_errmsg(_handle).utf8_to_string() ?? "unknown error");
    }
}
