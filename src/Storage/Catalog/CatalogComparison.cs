using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// Holds the catalog against the journals: a copy is brought up to them as the next session would do it, and has to have the rows, then, that a catalog
/// made anew has. Both lie in the system's folder for temporary files meanwhile; the store is only read.
/// </summary>
internal sealed class CatalogComparison(StoreContext store, CancellationToken cancellation)
{
    private const int MostTold = 20;
    private const string Line = "s.experiment, s.run, s.stream, s.writer, s.number, t.offset, t.length, t.sequence, t.key, t.superseded";
    private static readonly string[] s_schemas = ["main", "anew"];
    private readonly string _path = Path.Combine(store.Folder, CatalogSchema.FileName);
    private readonly List<string> _differences = [];

    /// <summary>The rows of lines that were compared; null when there is no catalog, SQLite can't be used, or somebody is writing it.</summary>
    public long? Rows { get; private set; }

    /// <summary>What the catalog says and the journals don't, or the other way round; empty when they agree.</summary>
    public IReadOnlyList<string> Run()
    {
        if (!store.UsesSqlite || !File.Exists(_path)) return [];
        DirectoryInfo folder = Directory.CreateTempSubdirectory("trialkeep-verify-");
        try
        {
            string copy = Path.Combine(folder.FullName, "copy.db");
            if (TryCopy(copy)) Compare(copy, Path.Combine(folder.FullName, "anew.db"));
        }
        catch (CatalogException error)
        {
            _differences.Add($"it can't be used: {error.Message.TrimEnd('.')}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return _differences;
    }

    // Nobody writes it meanwhile; who would have, finds it busy and leaves it to the next.
    private bool TryCopy(string copy)
    {
        using SafeFileHandle? held = store.Files.TryLock(Path.Combine(store.Folder, CatalogSchema.LockName));
        if (held is null) return false;
        File.Copy(_path, copy);
        // What a killed process left is rolled back in the copy as it would be in the catalog.
        if (File.Exists(_path + "-journal")) File.Copy(_path + "-journal", copy + "-journal");
        return true;
    }

    private void Compare(string copy, string anew)
    {
        CatalogBuild.BringUp(store, copy, FollowedRuns.None);
        cancellation.ThrowIfCancellationRequested();
        CatalogBuild.BringUp(store, anew, FollowedRuns.None);
        using Database database = new(copy, create: false);
        if (!IsWhole(database)) return;
        using (Statement attach = database.Prepare("ATTACH ?1 AS anew")) attach.Bind(1, anew).Run();
        foreach (string schema in s_schemas)
        {
            database.Execute($"CREATE TEMP VIEW places_{schema} AS SELECT segments.id, experiment, runs.run, stream, writer, number, segments.length FROM {schema}.segments JOIN {schema}.runs ON runs.id = segments.run");
        }

        // A run that somebody appends to has grown between the two.
        database.Execute($"CREATE TEMP TABLE growing AS SELECT DISTINCT experiment, run FROM (SELECT * FROM ({Lengths("main")} EXCEPT {Lengths("anew")}) UNION ALL SELECT * FROM ({Lengths("anew")} EXCEPT {Lengths("main")}))");
        Rows = 0;
        foreach (CatalogTable table in CatalogSchema.LineTables)
        {
            cancellation.ThrowIfCancellationRequested();
            Rows += database.Scalar($"SELECT count(*) FROM anew.{CatalogSchema.NameOf(table)}");
            Compare(database, table);
        }

        CompareRuns(database);
    }

    private static string Lengths(string schema) => $"SELECT experiment, run, stream, writer, number, length FROM places_{schema}";

    private bool IsWhole(Database database)
    {
        using Statement check = database.Prepare("PRAGMA quick_check(1)");
        if (check.Step() && check.Text(0) == "ok") return true;
        _differences.Add($"SQLite finds it corrupt: {check.Text(0).ReplaceLineEndings(" ")}");
        return false;
    }

    private void Compare(Database database, CatalogTable table)
    {
        string name = CatalogSchema.NameOf(table);
        string[] columns = [.. Columns(database, table, "main"), .. Columns(database, table, "anew")];
        // A column that one of them lacks is null in all its rows.
        Tell(database, table, Rows("main"), Rows("anew"), $"{name} has a row that the journals don't give");
        Tell(database, table, Rows("anew"), Rows("main"), $"{name} lacks a row that the journals give");

        string Rows(string schema)
        {
            HashSet<string> known = [.. Columns(database, table, schema)];
            string values = string.Concat(columns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(column => known.Contains(column) ? $", t.{CatalogSchema.Quoted(column)}" : ", NULL"));
            string layout = CatalogSchema.HasLayout(table) ? $", (SELECT schema || coalesce(columns, '') FROM {schema}.layouts WHERE layouts.id = t.layout)" : "";
            string evaluation = table == CatalogTable.Scores ? $", (SELECT name || identity FROM {schema}.evaluations WHERE evaluations.id = t.evaluation)" : "";
            return $"SELECT {Line}{values}{layout}{evaluation} FROM {schema}.{name} t LEFT JOIN places_{schema} s ON s.id = t.segment WHERE NOT EXISTS (SELECT 1 FROM growing g WHERE g.experiment = s.experiment AND g.run = s.run)";
        }
    }

    // What is not an id of the file's own, and not among those of every line.
    private static List<string> Columns(Database database, CatalogTable table, string schema)
    {
        List<string> names = [];
        using Statement info = database.Prepare($"PRAGMA {schema}.table_info({CatalogSchema.NameOf(table)})");
        for (int i = 0; info.Step(); i++)
        {
            if (i >= CatalogSchema.LineColumnCount && info.Text(1) is not ("layout" or "evaluation")) names.Add(info.Text(1));
        }

        return names;
    }

    private void Tell(Database database, CatalogTable table, string from, string without, string what)
    {
        if (_differences.Count >= MostTold) return;
        using Statement select = database.Prepare($"{from} EXCEPT {without} LIMIT {MostTold}");
        while (select.Step() && _differences.Count < MostTold)
        {
            _differences.Add(FormattableString.Invariant($"its table {what}, of line {select.Integer(7)} of writer {select.Text(3)} in {select.Text(2)} of run {select.Text(1)}"));
        }
    }

    private void CompareRuns(Database database)
    {
        const string Run = "SELECT run, experiment, status, manifest, fresh, created, updated, planned, succeeded, failed, missing, stamp FROM";
        foreach ((string from, string without, string verb) in ((string, string, string)[])[("main", "anew", "says otherwise than its run.json"), ("anew", "main", "does not say what its run.json does")])
        {
            using Statement select = database.Prepare($"SELECT run FROM ({Run} {from}.runs r EXCEPT {Run} {without}.runs) d WHERE NOT EXISTS (SELECT 1 FROM {without}.runs o WHERE o.run = d.run AND o.stamp <> d.stamp)");
            while (select.Step() && _differences.Count < MostTold) _differences.Add($"its table runs {verb} of run {select.Text(0)}");
        }
    }
}
