using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using SQLitePCL;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Catalog;

/// <summary>A prepared statement; parameters count from 1, columns from 0. It ends with its database at the latest.</summary>
internal sealed unsafe class Statement(Database database, nint statement) : IDisposable
{
    // SQLite copies the bytes, or trusts that they stay until the statement is done.
    private const nint Copied = -1;
    private const nint Kept = 0;
    private const int KeyLength = 16;

    private readonly SqliteFunctions _functions = database.Functions;

    public Statement Bind(int parameter, long value)
    {
        Check(_functions.BindInteger(statement, parameter, value));
        return this;
    }

    public Statement Bind(int parameter, string value)
    {
        BindText(parameter, Encoding.UTF8.GetBytes(value));
        return this;
    }

    public Statement Bind(int parameter, KeyId key)
    {
        Span<byte> bytes = stackalloc byte[KeyLength];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, key.Value);
        BindBlob(parameter, bytes);
        return this;
    }

    public void Bind(int parameter, double value) => Check(_functions.BindReal(statement, parameter, value));

    public void BindNull(int parameter) => Check(_functions.BindNull(statement, parameter));

    public void BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address, which SQLite takes for null.
        byte none = 0;
        fixed (byte* bytes = utf8) Check(_functions.BindText(statement, parameter, bytes == null ? &none : bytes, utf8.Length, Copied));
    }

    public void BindBlob(int parameter, ReadOnlySpan<byte> value)
    {
        byte none = 0;
        fixed (byte* bytes = value) Check(_functions.BindBlob(statement, parameter, bytes == null ? &none : bytes, value.Length, Copied));
    }

    /// <summary>Binds bytes that stay where they are until the statement has run.</summary>
    public void BindKept(int parameter, byte* bytes, int length, bool isText) =>
        Check(isText ? _functions.BindText(statement, parameter, bytes, length, Kept) : _functions.BindBlob(statement, parameter, bytes, length, Kept));

    /// <summary>Moves to the next row; false after the last.</summary>
    public bool Step()
    {
        int code = _functions.Step(statement);
        // Nothing else may hold the database while its function runs.
        GC.KeepAlive(database);
        if (code == raw.SQLITE_ROW) return true;
        database.Check(code);
        return false;
    }

    /// <summary>Runs a statement without rows and makes it ready to run again.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Reset() => Check(_functions.Reset(statement));

    /// <summary>One of SQLite's five types.</summary>
    public int TypeOf(int column) => _functions.ColumnType(statement, column);

    public bool IsNull(int column) => TypeOf(column) == raw.SQLITE_NULL;

    public double Real(int column) => _functions.ColumnReal(statement, column);

    public long Integer(int column) => _functions.ColumnInteger(statement, column);

    /// <summary>A text, which may have a NUL in it; empty for null.</summary>
    public string Text(int column)
    {
        byte* text = _functions.ColumnText(statement, column);
        return text == null ? "" : Encoding.UTF8.GetString(text, _functions.ColumnBytes(statement, column));
    }

    /// <summary>A key; false when the column has none.</summary>
    public bool TryKey(int column, out KeyId key)
    {
        byte* bytes = _functions.ColumnBlob(statement, column);
        bool isKey = bytes != null && _functions.ColumnBytes(statement, column) == KeyLength;
        key = isKey ? new(BinaryPrimitives.ReadUInt128BigEndian(new ReadOnlySpan<byte>(bytes, KeyLength))) : default;
        return isKey;
    }

    /// <inheritdoc/>
    public void Dispose() => database.Finish(statement);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) database.Check(code);
    }
}
