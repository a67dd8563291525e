namespace TrialKeep.Storage.Catalog;

/// <summary>
/// Inserts the rows of a batch into one table, some by one statement: SQLite opens a table and its indexes for each statement. Parameters keep their values between statements, so that
/// what a row has in common with the one before in its place is not given again.
/// </summary>
internal sealed unsafe class RowInserter : IDisposable
{
    private const int MostRows = 16;
    // What the oldest versions take.
    private const int MostParameters = 999;
    private const int KeyLength = 16;

    private readonly List<(int Row, long Id, long Layout)> _rows = [];
    private readonly InsertStatement _one;
    private readonly Lazy<InsertStatement> _some;
    private readonly int _rowsOfSome;

    public RowInserter(Database database, CatalogTable table, int fixedColumns, IReadOnlyList<string> columns)
    {
        InsertShape shape = new(database, table, fixedColumns, columns);
        _rowsOfSome = Math.Clamp(MostParameters / shape.Parameters, 1, MostRows);
        _one = new(database, shape, 1);
        // A small pass has no use for it.
        _some = new(() => new(database, shape, _rowsOfSome), LazyThreadSafetyMode.None);
    }

    /// <summary>Takes a row, which is inserted with the others of its batch; true when it is the first one.</summary>
    public bool Add(int row, long id, long layout)
    {
        _rows.Add((row, id, layout));
        return _rows.Count == 1;
    }

    /// <summary>Inserts the rows that were taken.</summary>
    public void Insert(RowBatch batch)
    {
        byte* keys = stackalloc byte[MostRows * KeyLength];
        // Bytes stay where they are until the rows are in: SQLite need not copy them first.
        fixed (byte* texts = batch.Texts)
        {
            for (int first = 0, count; first < _rows.Count; first += count)
            {
                count = _rows.Count - first >= _rowsOfSome ? _rowsOfSome : 1;
                InsertStatement statement = count == 1 ? _one : _some.Value;
                for (int i = 0; i < count; i++)
                {
                    (int row, long id, long layout) = _rows[first + i];
                    statement.Bind(i, batch, batch.Row(row), id, layout, keys + (i * KeyLength), texts);
                }

                statement.Run();
            }
        }

        _rows.Clear();
    }

    public void Dispose()
    {
        _one.Dispose();
        if (_some.IsValueCreated) _some.Value.Dispose();
    }
}
