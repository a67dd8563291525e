using System.Collections.Immutable;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Columns;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Catalog;

/// <summary>The layouts of the catalog, and the columns that tables got for them.</summary>
internal sealed class LayoutTable
{
    /// <summary>SQLite has at most 2,000 columns a table; rows of a layout beyond this have none.</summary>
    private const int MostColumns = 1500;

    private readonly Database _database;
    private readonly Dictionary<(string Schema, string? Columns), long> _ids = [];
    private readonly Dictionary<CatalogTable, HashSet<string>> _columns = [];
    private readonly List<ColumnDescription> _added = [];

    public LayoutTable(Database database)
    {
        _database = database;
        using Statement select = database.Prepare("SELECT id, schema, columns FROM layouts");
        while (select.Step()) _ids[(select.Text(1), select.IsNull(2) ? null : select.Text(2))] = select.Integer(0);
        foreach (CatalogTable table in (CatalogTable[])[CatalogTable.Records, CatalogTable.Tasks]) _columns[table] = Columns(table);
    }

    /// <summary>The columns of records that came in with this pass.</summary>
    public IReadOnlyList<ColumnDescription> Added => _added;

    /// <summary>The row of a layout; null columns where they are not known.</summary>
    public long IdOf(string schema, Layout? layout)
    {
        string? columns = layout is null ? null : Text(layout.Columns);
        if (_ids.TryGetValue((schema, columns), out long id)) return id;
        using Statement insert = _database.Prepare("INSERT INTO layouts(schema, columns) VALUES(?1, ?2)");
        insert.Bind(1, schema);
        if (columns is not null) insert.Bind(2, columns);
        insert.Run();
        return _ids[(schema, columns)] = _database.Scalar("SELECT last_insert_rowid()");
    }

    /// <summary>Makes the columns that a table lacks; false when it would have too many.</summary>
    public bool TryExtend(CatalogTable table, Layout layout)
    {
        HashSet<string> known = _columns[table];
        ColumnDescription[] missing = [.. layout.Columns.Where(column => !known.Contains(CatalogSchema.PrefixOf(table) + column.Name))];
        if (known.Count + missing.Length > MostColumns) return false;
        foreach (ColumnDescription column in missing)
        {
            string name = CatalogSchema.PrefixOf(table) + column.Name;
            // Without a type: a value stays what it is, and two schemas may share a name.
            if (known.Add(name)) _database.Execute($"ALTER TABLE {CatalogSchema.NameOf(table)} ADD COLUMN {CatalogSchema.Quoted(name)}");
        }

        if (table == CatalogTable.Records) _added.AddRange(layout.Columns.Where(static column => column.IsIndexed).Except(_added));
        return true;
    }

    /// <summary>The columns of a layout as JSON, an object of names and forms.</summary>
    public static string Text(ImmutableArray<ColumnDescription> columns)
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(shared: null);
        writer.Raw("{"u8);
        for (int i = 0; i < columns.Length; i++)
        {
            if (i > 0) writer.Raw(","u8);
            writer.Value(columns[i].Name);
            writer.Raw(":"u8);
            writer.Value(ColumnForms.NameOf(columns[i].Form));
        }

        writer.Raw("}"u8);
        string text = System.Text.Encoding.UTF8.GetString(writer.Written);
        writer.Return();
        return text;
    }

    private HashSet<string> Columns(CatalogTable table)
    {
        // As SQL compares names.
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        using Statement info = _database.Prepare($"PRAGMA table_info({CatalogSchema.NameOf(table)})");
        while (info.Step()) names.Add(info.Text(1));
        return names;
    }
}
