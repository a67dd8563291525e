namespace TrialKeep.Storage.Catalog;

/// <summary>The tables of catalog.db (docs/formats.md).</summary>
internal static class CatalogSchema
{
    public const string FileName = "catalog.db";
    public const string LockName = "catalog.lock";

    // Raised with every change of the tables; a catalog of another version is made anew.
    public const long Version = 1;

    private static readonly string[] s_tables =
    [
        "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE segments(id INTEGER PRIMARY KEY, experiment TEXT NOT NULL, run TEXT NOT NULL, writer TEXT NOT NULL, number INTEGER NOT NULL, epoch INTEGER NOT NULL, salt INTEGER NOT NULL, length INTEGER NOT NULL, UNIQUE(experiment, run, writer, number))",
        "CREATE TABLE records(key BLOB NOT NULL, segment INTEGER NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, sequence INTEGER NOT NULL)",
    ];

    public static void CreateTables(Database database, string store)
    {
        foreach (string table in s_tables) database.Execute(table);
        using Statement insert = database.Prepare("INSERT INTO meta VALUES('store', ?1)");
        insert.Bind(1, store).Run();
        database.Execute($"PRAGMA user_version = {Version}");
    }

    /// <summary>After the rows, when there are many: an index that is built at once takes a third of the time.</summary>
    public static void CreateIndex(Database database) => database.Execute("CREATE INDEX IF NOT EXISTS records_key ON records(key)");

    /// <summary>Whether the catalog is this version's and this store's.</summary>
    public static bool IsCurrent(Database database, string store)
    {
        if (database.Scalar("PRAGMA user_version") != Version) return false;
        using Statement select = database.Prepare("SELECT value FROM meta WHERE name = 'store'");
        return select.Step() && select.Text(0) == store;
    }
}
