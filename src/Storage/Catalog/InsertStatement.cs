using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace TrialKeep.Storage.Catalog;

/// <summary>A prepared INSERT of some rows, and what its parameters hold.</summary>
/// <param name="database">The catalog.</param>
/// <param name="shape">What a row gives.</param>
/// <param name="rows">How many rows it inserts.</param>
internal sealed unsafe class InsertStatement(Database database, InsertShape shape, int rows) : IDisposable
{
    private const int KeyLength = 16;
    // Bytes are not compared: they are others in nearly every row.
    private static readonly CatalogValue s_bytes = new(CatalogValueKind.SharedText, -1, 0, 0);

    private readonly Statement _insert = database.Prepare(shape.Statement(rows));
    private readonly long[] _leads = NewLeads(rows * shape.Parameters);
    private readonly CatalogValue[] _last = new CatalogValue[rows * shape.Values];

    /// <summary>Gives one of the rows.</summary>
    /// <param name="place">Which one, from 0.</param>
    /// <param name="batch">Its batch.</param>
    /// <param name="row">The row.</param>
    /// <param name="id">Its number.</param>
    /// <param name="layout">The row of its layout; negative for none.</param>
    /// <param name="key">Room for its key, which stays until the statement has run.</param>
    /// <param name="texts">The bytes of the batch, which stay likewise.</param>
    // Compiled well at once: ten thousand rows are in before the run-time would compile it again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Bind(int place, RowBatch batch, in CatalogRow row, long id, long layout, byte* key, byte* texts)
    {
        int before = place * shape.Parameters;
        _insert.Bind(before + 1, id);
        if (row.HasKey)
        {
            BinaryPrimitives.WriteUInt128BigEndian(new Span<byte>(key, KeyLength), row.Key.Value);
            _insert.BindKept(before + 2, key, KeyLength, isText: false);
        }
        else
        {
            _insert.BindNull(before + 2);
        }

        Lead(before + 3, batch.Segment.Run);
        Lead(before + 4, batch.Segment.Id);
        _insert.Bind(before + 5, row.Offset);
        Lead(before + 6, row.Length);
        _insert.Bind(before + 7, row.Sequence);
        // Told once all rows are in.
        Lead(before + 8, 0);
        if (shape.HasLayout) Lead(before + 9, layout);
        int first = before + shape.Parameters - shape.Values + 1;
        int values = place * shape.Values;
        for (int i = 0; i < shape.Values; i++) Bind(first + i, ref _last[values + i], texts, i < row.Values ? batch.Value(row.FirstValue + i) : default);
    }

    public void Run() => _insert.Run();

    public void Dispose() => _insert.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Bind(int parameter, ref CatalogValue last, byte* texts, in CatalogValue value)
    {
        bool isText = value.Kind == CatalogValueKind.Text;
        if (value.Kind > CatalogValueKind.Real)
        {
            last = s_bytes;
            _insert.BindKept(parameter, texts + value.Start, value.Length, isText);
            return;
        }

        if (value == last) return;
        last = value;
        switch (value.Kind)
        {
            case CatalogValueKind.Null:
                _insert.BindNull(parameter);
                break;
            case CatalogValueKind.Integer:
                _insert.Bind(parameter, value.Bits);
                break;
            default:
                _insert.Bind(parameter, BitConverter.Int64BitsToDouble(value.Bits));
                break;
        }
    }

    private void Lead(int parameter, long value)
    {
        ref long lead = ref _leads[parameter - 1];
        if (lead == value) return;
        lead = value;
        if (value < 0) _insert.BindNull(parameter);
        else _insert.Bind(parameter, value);
    }

    private static long[] NewLeads(int count)
    {
        long[] leads = new long[count];
        Array.Fill(leads, long.MinValue);
        return leads;
    }
}
