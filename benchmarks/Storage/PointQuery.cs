using System.Buffers.Binary;
using SQLitePCL;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>A point query prepared once, by the functions of SQLitePCLRaw: what a program can do without the store.</summary>
internal sealed class PointQuery : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _select;

    public PointQuery(string path)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open_v2(path, out _database, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_NOMUTEX, null));
        using (sqlite3_stmt cache = Prepare("PRAGMA cache_size = -32768")) raw.sqlite3_step(cache);
        _select = Prepare("SELECT segment, offset, length FROM records WHERE key = ?1");
    }

    public bool Find(KeyId key)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key.Value);
        Check(raw.sqlite3_bind_blob(_select, 1, bytes));
        long read = 0;
        while (raw.sqlite3_step(_select) == raw.SQLITE_ROW) read = raw.sqlite3_column_int64(_select, 0) + raw.sqlite3_column_int64(_select, 1) + raw.sqlite3_column_int64(_select, 2);
        Check(raw.sqlite3_reset(_select));
        return read > 0;
    }

    public void Dispose()
    {
        _select.Dispose();
        _database.Dispose();
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_database, sql, out sqlite3_stmt statement));
        return statement;
    }

    private static void Check(int code)
    {
        if (code != raw.SQLITE_OK) throw new InvalidOperationException($"SQLite says {code}.");
    }
}
