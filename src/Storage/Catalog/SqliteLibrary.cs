using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace TrialKeep.Storage.Catalog;

/// <summary>Loads SQLite once for the process: the system's where that is newer than the one in the package.</summary>
internal static class SqliteLibrary
{
    private static readonly Lazy<string?> s_version = new(Load);

    /// <summary>The version in use; null when SQLite can't be loaded.</summary>
    public static string? Version => s_version.Value;

    private static string? Load()
    {
        try
        {
            return Initialise();
        }
        catch (Exception error) when (Unwrap(error) is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or FileNotFoundException or FileLoadException)
        {
            // The store is made to work without it; Store.SqliteVersion says so.
            return null;
        }
    }

    // By itself, because a missing assembly is noticed when the method that needs it is compiled.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string Initialise()
    {
        PreferSystem();
        Batteries_V2.Init();
        return raw.sqlite3_libversion().utf8_to_string();
    }

    private static Exception Unwrap(Exception error) => error is TypeInitializationException { InnerException: { } inner } ? Unwrap(inner) : error;

#if NEWEST_SQLITE
    private static void PreferSystem()
    {
    }
#else
    // SQLite in SQLitePCLRaw.lib.e_sqlite3 2.0.6, which has known faults (CVE-2025-6965, the WAL reset).
    private const int VersionInPackage = 3_035_005;

    private static void PreferSystem()
    {
        try
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, static (name, _, _) => name == "e_sqlite3" ? FindNewer() : 0);
        }
        catch (InvalidOperationException)
        {
            // The program has chosen its own library for this package, and only one choice is possible.
        }
    }

    private static nint FindNewer()
    {
        string system = OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : OperatingSystem.IsWindows() ? "winsqlite3.dll" : "libsqlite3.so.0";
        if (!NativeLibrary.TryLoad(system, out nint library)) return 0;
        if (NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out nint export) && VersionOf(export) > VersionInPackage) return library;
        NativeLibrary.Free(library);
        return 0;
    }

    private static unsafe int VersionOf(nint export) => ((delegate* unmanaged<int>)export)();
#endif
}
