using System.Buffers.Binary;
using SQLitePCL;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Catalog;

/// <summary>A prepared statement; parameters count from 1, columns from 0.</summary>
internal sealed class Statement(Database database, sqlite3_stmt statement) : IDisposable
{
    public Statement Bind(int parameter, long value)
    {
        database.Check(raw.sqlite3_bind_int64(statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, string value)
    {
        database.Check(raw.sqlite3_bind_text(statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, KeyId key)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key.Value);
        database.Check(raw.sqlite3_bind_blob(statement, parameter, bytes));
        return this;
    }

    /// <summary>Moves to the next row; false after the last.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(statement);
        database.Check(code);
        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs a statement without rows and makes it ready to run again.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Reset() => database.Check(raw.sqlite3_reset(statement));

    public long Integer(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    /// <inheritdoc/>
    public void Dispose() => statement.Dispose();
}
