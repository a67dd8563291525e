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

    public void Bind(int parameter, double value) => database.Check(raw.sqlite3_bind_double(statement, parameter, value));

    public void BindNull(int parameter) => database.Check(raw.sqlite3_bind_null(statement, parameter));

    // An empty span has no address, which SQLite takes for null.
    public void BindText(int parameter, ReadOnlySpan<byte> utf8) =>
        database.Check(utf8.IsEmpty ? raw.sqlite3_bind_text(statement, parameter, "") : raw.sqlite3_bind_text(statement, parameter, utf8));

    public void BindBlob(int parameter, ReadOnlySpan<byte> bytes) => database.Check(raw.sqlite3_bind_blob(statement, parameter, bytes));

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

    /// <summary>One of SQLite's five types.</summary>
    public int TypeOf(int column) => raw.sqlite3_column_type(statement, column);

    public bool IsNull(int column) => TypeOf(column) == raw.SQLITE_NULL;

    public double Real(int column) => raw.sqlite3_column_double(statement, column);

    public long Integer(int column) => raw.sqlite3_column_int64(statement, column);

    public string Text(int column) => raw.sqlite3_column_text(statement, column).utf8_to_string() ?? "";

    /// <summary>A text that may have a NUL in it.</summary>
    public string WholeText(int column) => System.Text.Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    /// <inheritdoc/>
    public void Dispose() => statement.Dispose();
}
