using System.Reflection;
using System.Runtime.InteropServices;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// Loads SQLite once for the process: the system's where that is newer than the one in the package, or what <see cref="Variable"/> names.
/// Its functions are called by address: the wrappers of the package cost an assembly or two to load, and in a rebuild as much as SQLite itself.
/// </summary>
internal static class SqliteLibrary
{
    /// <summary>An environment variable: the path of a library to use, or <c>none</c> to work without SQLite.</summary>
    public const string Variable = "TRIALKEEP_SQLITE";

    private const string PackagedName = "e_sqlite3";
    private const string Provider = "SQLitePCLRaw.provider.e_sqlite3";
#if !NEWEST_SQLITE
    // SQLite in SQLitePCLRaw.lib.e_sqlite3 2.0.6, which has known faults (CVE-2025-6965, the WAL reset).
    private const int VersionInPackage = 3_035_005;
#endif

    private static readonly Lazy<SqliteFunctions?> s_functions = new(Load);

    /// <summary>The version in use; null when SQLite can't be loaded.</summary>
    public static string? Version => s_functions.Value?.Version;

    /// <exception cref="CatalogException">SQLite can't be loaded.</exception>
    public static SqliteFunctions Functions => s_functions.Value ?? throw new CatalogException(SQLitePCL.raw.SQLITE_CANTOPEN, "SQLite can't be loaded");

    // The store is made to work without it; Store.SqliteVersion says so.
    private static SqliteFunctions? Load()
    {
        string? wanted = Environment.GetEnvironmentVariable(Variable);
        nint library = string.IsNullOrEmpty(wanted) ? Find() : wanted != "none" && NativeLibrary.TryLoad(wanted, out nint named) ? named : 0;
        return library != 0 && SqliteFunctions.TryBind(library, out SqliteFunctions? functions) ? functions : null;
    }

    private static nint Find()
    {
#if !NEWEST_SQLITE
        string system = OperatingSystem.IsMacOS() ? "libsqlite3.dylib" : OperatingSystem.IsWindows() ? "winsqlite3.dll" : "libsqlite3.so.0";
        if (NativeLibrary.TryLoad(system, out nint newer))
        {
            if (SqliteFunctions.VersionOf(newer) > VersionInPackage)
            {
                Share(newer);
                return newer;
            }

            NativeLibrary.Free(newer);
        }
#endif
        return NativeLibrary.TryLoad(PackagedName, typeof(SqliteLibrary).Assembly, null, out nint packaged) ? packaged : 0;
    }

#if !NEWEST_SQLITE
    // A program that queries the catalog by Microsoft.Data.Sqlite gets the same library: with two of them in one process, closing a file in
    // one would free the locks of the other.
    private static void Share(nint library)
    {
        AppDomain.CurrentDomain.AssemblyLoad += (_, loaded) => Share(loaded.LoadedAssembly, library);
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies()) Share(assembly, library);
    }

    private static void Share(Assembly assembly, nint library)
    {
        if (assembly.GetName().Name != Provider) return;
        try
        {
            NativeLibrary.SetDllImportResolver(assembly, (name, _, _) => name == PackagedName ? library : 0);
        }
        catch (InvalidOperationException)
        {
            // The program has chosen its own library for this package, and only one choice is possible.
        }
    }
#endif
}
