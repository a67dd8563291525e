namespace TrialKeep.Storage.Catalog;

/// <summary>What an INSERT into a table gives.</summary>
internal sealed class InsertShape
{
    private readonly string _table;
    private readonly string _columns;

    /// <param name="database">The catalog.</param>
    /// <param name="table">The table.</param>
    /// <param name="fixedColumns">The columns behind those of every line that the table has by itself.</param>
    /// <param name="columns">Those that it got for a layout.</param>
    public InsertShape(Database database, CatalogTable table, int fixedColumns, IReadOnlyList<string> columns)
    {
        HasLayout = CatalogSchema.HasLayout(table);
        Values = fixedColumns + columns.Count;
        _table = CatalogSchema.NameOf(table);
        _columns = string.Join(", ", Names(database, Parameters - columns.Count).Concat(columns.Select(CatalogSchema.Quoted)));
    }

    public bool HasLayout { get; }

    /// <summary>How many values a row has behind what every line has.</summary>
    public int Values { get; }

    /// <summary>How many parameters a row takes.</summary>
    public int Parameters => CatalogSchema.LineColumnCount + (HasLayout ? 1 : 0) + Values;

    /// <summary>
    /// The statement for so many rows. One that fails takes the whole transaction back, which whoever fails here does anyway: else SQLite keeps a copy of each page that a statement
    /// of several rows changes.
    /// </summary>
    public string Statement(int rows) =>
        $"INSERT OR ROLLBACK INTO {_table}({_columns}) VALUES {string.Join(',', Enumerable.Range(0, rows).Select(row => $"({string.Join(',', Enumerable.Range((row * Parameters) + 1, Parameters).Select(static i => $"?{i}"))})"))}";

    private List<string> Names(Database database, int count)
    {
        List<string> names = [];
        using Statement info = database.Prepare($"PRAGMA table_info({_table})");
        while (names.Count < count && info.Step()) names.Add(CatalogSchema.Quoted(info.Text(1)));
        return names;
    }
}
