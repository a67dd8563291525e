using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Catalog;

/// <summary>The tables of catalog.db (docs/formats.md).</summary>
internal static class CatalogSchema
{
    public const string FileName = "catalog.db";
    public const string LockName = "catalog.lock";

    /// <summary>The columns that a row of every line has; the values of its kind follow.</summary>
    public const string LineColumns = "id INTEGER PRIMARY KEY, key BLOB, run INTEGER NOT NULL, segment INTEGER NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL, sequence INTEGER NOT NULL, superseded INTEGER NOT NULL";

    /// <summary>How many there are.</summary>
    public const int LineColumnCount = 8;

    /// <summary>The table that is there only when somebody has asked for it; docs/views.sql makes it too.</summary>
    public const string Contents = "CREATE TABLE contents(experiment TEXT NOT NULL, run TEXT NOT NULL, writer TEXT NOT NULL, sequence INTEGER NOT NULL, task TEXT, prompt TEXT, output TEXT, PRIMARY KEY(experiment, run, writer, sequence)) WITHOUT ROWID";

    private const string Usage = "input_tokens INTEGER, output_tokens INTEGER, cached_tokens INTEGER, cost REAL";

    // Raised with every change of the tables; a catalog of another version is made anew.
    public const long Version = 4;

    private static readonly string[] s_tables =
    [
        "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE runs(id INTEGER PRIMARY KEY, experiment TEXT NOT NULL, run TEXT NOT NULL, status TEXT, manifest TEXT, fresh INTEGER, created TEXT, updated TEXT, planned INTEGER, succeeded INTEGER, failed INTEGER, missing INTEGER, stamp INTEGER NOT NULL, UNIQUE(experiment, run))",
        "CREATE TABLE evaluations(id INTEGER PRIMARY KEY, run INTEGER NOT NULL, name TEXT NOT NULL, identity TEXT NOT NULL, UNIQUE(run, name, identity))",
        "CREATE TABLE segments(id INTEGER PRIMARY KEY, run INTEGER NOT NULL, stream TEXT NOT NULL, writer TEXT NOT NULL, number INTEGER NOT NULL, epoch INTEGER NOT NULL, salt INTEGER NOT NULL, length INTEGER NOT NULL, UNIQUE(run, stream, writer, number))",
        "CREATE TABLE layouts(id INTEGER PRIMARY KEY, schema TEXT NOT NULL, columns TEXT)",
        $"CREATE TABLE records({LineColumns}, layout INTEGER, task BLOB NOT NULL, variant BLOB NOT NULL, sample INTEGER NOT NULL, attempt INTEGER NOT NULL, succeeded INTEGER NOT NULL, time TEXT NOT NULL, elapsed REAL NOT NULL, error TEXT, {Usage}, outcome TEXT)",
        $"CREATE TABLE reuses({LineColumns}, source_run TEXT NOT NULL, source_writer TEXT NOT NULL, source_sequence INTEGER NOT NULL)",
        $"CREATE TABLE tasks({LineColumns}, layout INTEGER, item TEXT NOT NULL)",
        $"CREATE TABLE variants({LineColumns}, layout INTEGER, name TEXT NOT NULL, code TEXT NOT NULL)",
        $"CREATE TABLE texts({LineColumns}, kind TEXT NOT NULL)",
        $"CREATE TABLE scores({LineColumns}, evaluation INTEGER NOT NULL, record_run TEXT NOT NULL, record_writer TEXT NOT NULL, record_sequence INTEGER NOT NULL, value REAL, label TEXT, unscored TEXT, error TEXT, time TEXT NOT NULL, {Usage})",
        $"CREATE TABLE measurements({LineColumns}, name TEXT NOT NULL, step INTEGER NOT NULL, value REAL, time TEXT NOT NULL)",
        $"CREATE TABLE transforms({LineColumns}, transform BLOB NOT NULL, name TEXT NOT NULL, record_run TEXT NOT NULL, record_writer TEXT NOT NULL, record_sequence INTEGER NOT NULL, input BLOB NOT NULL, output BLOB, none TEXT, error TEXT, time TEXT NOT NULL, {Usage})",
    ];

    public static IReadOnlyList<CatalogTable> LineTables { get; } = Enum.GetValues<CatalogTable>();

    public static string NameOf(CatalogTable table) => table switch
    {
        CatalogTable.Records => "records",
        CatalogTable.Reuses => "reuses",
        CatalogTable.Tasks => "tasks",
        CatalogTable.Variants => "variants",
        CatalogTable.Texts => "texts",
        CatalogTable.Scores => "scores",
        CatalogTable.Transforms => "transforms",
        _ => "measurements",
    };

    public static bool HasLayout(CatalogTable table) => table is CatalogTable.Records or CatalogTable.Tasks or CatalogTable.Variants;

    /// <summary>What stands before a described member's name in a column: the member of the line that holds the value.</summary>
    public static string PrefixOf(CatalogTable table) => table == CatalogTable.Records ? "record." : "task.";

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static void CreateTables(Database database, string store)
    {
        foreach (string table in s_tables) database.Execute(table);
        using Statement insert = database.Prepare("INSERT INTO meta VALUES('store', ?1)");
        insert.Bind(1, store).Run();
        database.Execute($"PRAGMA user_version = {Version}");
        // Small, and asked while lines are taken.
        CreateIndex(database, CatalogTable.Texts);
    }

    /// <summary>After the rows, when there are many: an index that is built at once takes a third of the time.</summary>
    public static void CreateIndexes(Database database, IEnumerable<ColumnDescription> columns)
    {
        // The bytes of a piece that is sorted.
        database.Execute("PRAGMA cache_size = -2048");
        // The scores of a long session come in a pass of their own: their index is built once they are there.
        foreach (CatalogTable table in LineTables.Where(table => database.Scalar($"SELECT EXISTS(SELECT 1 FROM {NameOf(table)})") != 0)) CreateIndex(database, table);
        foreach (ColumnDescription column in columns.Where(static column => column.IsIndexed))
        {
            string name = PrefixOf(CatalogTable.Records) + column.Name;
            database.Execute($"CREATE INDEX IF NOT EXISTS {Quoted($"records_{name}")} ON records({Quoted(name)})");
        }
    }

    /// <summary>Whether the catalog is this version's and this store's.</summary>
    public static bool IsCurrent(Database database, string store)
    {
        if (database.Scalar("PRAGMA user_version") != Version) return false;
        using Statement select = database.Prepare("SELECT value FROM meta WHERE name = 'store'");
        return select.Step() && select.Text(0) == store;
    }

    // Records are looked for in all runs. What is only asked of one run stands together in its index: keys are digests, so that over all runs each new
    // run would write every page of the index again.
    private static void CreateIndex(Database database, CatalogTable table)
    {
        string columns = table switch
        {
            CatalogTable.Records => "key",
            CatalogTable.Scores => "run, evaluation, key",
            _ => "run, key",
        };
        database.Execute($"CREATE INDEX IF NOT EXISTS {NameOf(table)}_key ON {NameOf(table)}({columns})");
    }
}
