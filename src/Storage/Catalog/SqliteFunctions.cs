using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace TrialKeep.Storage.Catalog;

/// <summary>The functions of SQLite that a catalog needs, by their addresses. Those that only copy a number don't tell the garbage collector.</summary>
internal sealed unsafe class SqliteFunctions
{
    public readonly delegate* unmanaged[Cdecl]<byte*, nint*, int, byte*, int> Open;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Close;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int> BusyTimeout;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, int, nint*, byte**, int> Prepare;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> ErrorMessage;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Finish;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Step;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Reset;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long, int> BindInteger;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double, int> BindReal;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> BindNull;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*, int, nint, int> BindText;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*, int, nint, int> BindBlob;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int> ColumnType;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long> ColumnInteger;
    public readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double> ColumnReal;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*> ColumnText;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*> ColumnBlob;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int> ColumnBytes;

    private SqliteFunctions(nint library)
    {
        Open = (delegate* unmanaged[Cdecl]<byte*, nint*, int, byte*, int>)Export(library, "sqlite3_open_v2");
        Close = (delegate* unmanaged[Cdecl]<nint, int>)Export(library, "sqlite3_close_v2");
        BusyTimeout = (delegate* unmanaged[Cdecl]<nint, int, int>)Export(library, "sqlite3_busy_timeout");
        Prepare = (delegate* unmanaged[Cdecl]<nint, byte*, int, nint*, byte**, int>)Export(library, "sqlite3_prepare_v2");
        ErrorMessage = (delegate* unmanaged[Cdecl]<nint, byte*>)Export(library, "sqlite3_errmsg");
        Finish = (delegate* unmanaged[Cdecl]<nint, int>)Export(library, "sqlite3_finalize");
        Step = (delegate* unmanaged[Cdecl]<nint, int>)Export(library, "sqlite3_step");
        Reset = (delegate* unmanaged[Cdecl]<nint, int>)Export(library, "sqlite3_reset");
        BindInteger = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long, int>)Export(library, "sqlite3_bind_int64");
        BindReal = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double, int>)Export(library, "sqlite3_bind_double");
        BindNull = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)Export(library, "sqlite3_bind_null");
        BindText = (delegate* unmanaged[Cdecl]<nint, int, byte*, int, nint, int>)Export(library, "sqlite3_bind_text");
        BindBlob = (delegate* unmanaged[Cdecl]<nint, int, byte*, int, nint, int>)Export(library, "sqlite3_bind_blob");
        ColumnType = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, int>)Export(library, "sqlite3_column_type");
        ColumnInteger = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, long>)Export(library, "sqlite3_column_int64");
        ColumnReal = (delegate* unmanaged[Cdecl, SuppressGCTransition]<nint, int, double>)Export(library, "sqlite3_column_double");
        ColumnText = (delegate* unmanaged[Cdecl]<nint, int, byte*>)Export(library, "sqlite3_column_text");
        ColumnBlob = (delegate* unmanaged[Cdecl]<nint, int, byte*>)Export(library, "sqlite3_column_blob");
        ColumnBytes = (delegate* unmanaged[Cdecl]<nint, int, int>)Export(library, "sqlite3_column_bytes");
        Version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<byte*>)Export(library, "sqlite3_libversion"))()) ?? "";
    }

    /// <summary>The version of the library.</summary>
    public string Version { get; }

    /// <summary>Finds the functions; false when the library lacks one and is no SQLite.</summary>
    public static bool TryBind(nint library, [NotNullWhen(true)] out SqliteFunctions? functions)
    {
        functions = null;
        try
        {
            functions = new(library);
        }
        catch (EntryPointNotFoundException)
        {
            // Some other library of that name: the store works without SQLite.
        }

        return functions is not null;
    }

    /// <summary>The version as one number, 3040001; 0 when the library is no SQLite.</summary>
    public static int VersionOf(nint library) =>
        NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out nint export) ? ((delegate* unmanaged[Cdecl]<int>)export)() : 0;

    private static nint Export(nint library, string name) => NativeLibrary.GetExport(library, name);
}
