using System.Buffers.Binary;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// One prepared INSERT. Parameters keep their values between rows, so that what a row has in common with the one before is not given again.
/// </summary>
internal sealed unsafe class RowInserter : IDisposable
{
    private readonly Statement _insert;
    private readonly bool _hasLayout;
    private readonly long[] _lead = new long[CatalogSchema.LineColumnCount + 2];
    private readonly CatalogValue[] _last;

    public RowInserter(Database database, CatalogTable table, int fixedColumns, IReadOnlyList<string> columns)
    {
        _hasLayout = CatalogSchema.HasLayout(table);
        int values = fixedColumns + columns.Count;
        int parameters = CatalogSchema.LineColumnCount + (_hasLayout ? 1 : 0) + values;
        string names = string.Join(", ", Names(database, table, parameters - columns.Count).Concat(columns.Select(CatalogSchema.Quoted)));
        _insert = database.Prepare($"INSERT INTO {CatalogSchema.NameOf(table)}({names}) VALUES({string.Join(',', Enumerable.Range(1, parameters).Select(static i => $"?{i}"))})");
        _last = new CatalogValue[values];
        Array.Fill(_lead, -1);
    }

    public void Insert(RowBatch batch, in CatalogRow row, long id, long layout)
    {
        Span<byte> key = stackalloc byte[16];
        // Bytes stay where they are until the row is in: SQLite need not copy them first.
        fixed (byte* keyBytes = key, texts = batch.Texts)
        {
            _insert.Bind(1, id);
            if (row.HasKey)
            {
                BinaryPrimitives.WriteUInt128BigEndian(key, row.Key.Value);
                _insert.BindKept(2, keyBytes, key.Length, isText: false);
            }
            else
            {
                _insert.BindNull(2);
            }

            Lead(3, batch.Segment.Run);
            Lead(4, batch.Segment.Id);
            _insert.Bind(5, row.Offset);
            Lead(6, row.Length);
            _insert.Bind(7, row.Sequence);
            // Told once all rows are in.
            Lead(8, 0);
            if (_hasLayout) Lead(9, layout);
            int first = CatalogSchema.LineColumnCount + (_hasLayout ? 2 : 1);
            for (int i = 0; i < _last.Length; i++) Bind(first + i, i, texts, i < row.Values ? batch.Value(row.FirstValue + i) : default);
            _insert.Run();
        }
    }

    public void Dispose() => _insert.Dispose();

    private void Bind(int parameter, int index, byte* texts, in CatalogValue value)
    {
        // Bytes are not compared: they are others in nearly every row.
        if (value.Kind <= CatalogValueKind.Real && value == _last[index]) return;
        _last[index] = value.Kind <= CatalogValueKind.Real ? value : new(CatalogValueKind.SharedText, -1, 0, 0);
        switch (value.Kind)
        {
            case CatalogValueKind.Null:
                _insert.BindNull(parameter);
                break;
            case CatalogValueKind.Integer:
                _insert.Bind(parameter, value.Bits);
                break;
            case CatalogValueKind.Real:
                _insert.Bind(parameter, BitConverter.Int64BitsToDouble(value.Bits));
                break;
            case CatalogValueKind.Text:
                _insert.BindKept(parameter, texts + value.Start, value.Length, isText: true);
                break;
            default:
                _insert.BindKept(parameter, texts + value.Start, value.Length, isText: false);
                break;
        }
    }

    private void Lead(int parameter, long value)
    {
        if (_lead[parameter] == value) return;
        _lead[parameter] = value;
        _insert.Bind(parameter, value);
    }

    private static List<string> Names(Database database, CatalogTable table, int count)
    {
        List<string> names = [];
        using Statement info = database.Prepare($"PRAGMA table_info({CatalogSchema.NameOf(table)})");
        while (names.Count < count && info.Step()) names.Add(CatalogSchema.Quoted(info.Text(1)));
        return names;
    }
}
