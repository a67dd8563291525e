using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// A connection by SQLite's own functions: the first query through Microsoft.Data.Sqlite costs tens of milliseconds, which is longer than
/// most look-ups take. One thread uses it at a time.
/// </summary>
internal sealed unsafe class Database : IDisposable
{
    private const int BusyMilliseconds = 2000;
    // Before the functions, which may not be there: the finalizer needs it.
    private readonly HashSet<nint> _statements = [];
    private readonly SqliteFunctions _functions = SqliteLibrary.Functions;
    private nint _handle;

    public Database(string path, bool create)
    {
        int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (create ? raw.SQLITE_OPEN_CREATE : 0);
        nint handle;
        int code;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0')) code = _functions.Open(name, &handle, flags, null);
        _handle = handle;
        try
        {
            Check(code);
            Check(_functions.BusyTimeout(_handle, BusyMilliseconds));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    ~Database() => Close();

    public SqliteFunctions Functions => _functions;

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
        ObjectDisposedException.ThrowIf(_handle == 0, this);
        nint statement;
        byte[] utf8 = Encoding.UTF8.GetBytes(sql);
        fixed (byte* text = utf8) Check(_functions.Prepare(_handle, text, utf8.Length, &statement, null));
        _statements.Add(statement);
        return new(this, statement);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    internal void Finish(nint statement)
    {
        if (_statements.Remove(statement)) _ = _functions.Finish(statement);
    }

    internal void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        string? message = _handle == 0 ? null : Marshal.PtrToStringUTF8((nint)_functions.ErrorMessage(_handle));
        throw new CatalogException(code, message ?? "unknown error");
    }

    // Both only repeat the error of the last step, which was told then.
    private void Close()
    {
        foreach (nint statement in _statements) _ = _functions.Finish(statement);
        _statements.Clear();
        if (_handle != 0) _ = _functions.Close(_handle);
        _handle = 0;
    }
}
