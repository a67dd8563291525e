using System.Runtime.InteropServices;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// Which rows count among those of one run, or of one evaluation of a run, that came in. It is found out once all are in, from 8 bytes a row, a part of its key and its number:
/// there may be millions, and nearly none has a rival. What shares that part is read from its table again.
/// </summary>
internal sealed class Standings : IDisposable
{
    private const int RowBits = 32;
    // Rows that are sorted at once: two mebibytes.
    private const int MostSorted = 1 << 18;
    // The part of the key stands before the table and the row, so that rivals are neighbours once sorted.
    private const int KeyShift = RowBits + 1;
    private const ulong SecondTable = 1UL << RowBits;

    private readonly Dictionary<CatalogTable, Statement> _select = [];
    private readonly Dictionary<KeyId, Standing> _winners = [];
    private readonly Database _database;
    private readonly Comparison<Standing> _compare;
    private readonly Action<Standing> _supersede;
    private readonly SpillFile _spill;
    private ChunkedList<ulong> _rows;

    /// <param name="files">The file operations.</param>
    /// <param name="database">The catalog.</param>
    /// <param name="compare">The order of standings; of two equal ones the later row counts.</param>
    /// <param name="supersede">Takes each row that does not count.</param>
    public Standings(FileOperations files, Database database, Comparison<Standing> compare, Action<Standing> supersede)
    {
        (_database, _compare, _supersede) = (database, compare, supersede);
        _spill = new(files);
        _rows = new(_spill);
    }

    /// <summary>Adds a row; one that is added twice is the same.</summary>
    public void Add(CatalogTable table, KeyId key, long row)
    {
        if (row > uint.MaxValue) throw new CatalogException(SQLitePCL.raw.SQLITE_FULL, $"its table of {CatalogSchema.NameOf(table)} would have too many rows");
        _rows.Add(((ulong)key.Value << KeyShift) | (table == CatalogTable.Reuses ? SecondTable : 0) | (uint)row);
    }

    /// <summary>Tells which of the rows that were added do not count, and forgets them all.</summary>
    /// <param name="group">Their table; that of records stands for reuses, too.</param>
    public void Settle(CatalogTable group)
    {
        ChunkedList<ulong> all = _rows;
        _rows = new(_spill);
        // A part of the keys at a time: all of a long run's would be large arrays, which are collected late.
        int parts = (all.Count / MostSorted) + 1;
        ulong width = (ulong.MaxValue / (ulong)parts) + 1;
        List<ulong> rows = [];
        for (int part = 0; part < parts; part++)
        {
            rows.Clear();
            ulong least = width * (ulong)part;
            for (int i = 0; i < all.Count; i++)
            {
                if (parts == 1 || all[i] - least < width) rows.Add(all[i]);
            }

            rows.Sort();
            SettleSorted(group, CollectionsMarshal.AsSpan(rows));
        }
    }

    private void SettleSorted(CatalogTable group, ReadOnlySpan<ulong> rows)
    {
        for (int first = 0, end; first < rows.Length; first = end)
        {
            for (end = first + 1; end < rows.Length && rows[end] >> KeyShift == rows[first] >> KeyShift; end++) { }
            if (end - first > 1) Settle(group, rows[first..end]);
        }
    }

    public void Dispose()
    {
        foreach (Statement statement in _select.Values) statement.Dispose();
        _spill.Dispose();
    }

    private void Settle(CatalogTable group, ReadOnlySpan<ulong> rivals)
    {
        _winners.Clear();
        for (int i = 0; i < rivals.Length; i++)
        {
            if (i > 0 && rivals[i] == rivals[i - 1]) continue;
            Standing row = Read((rivals[i] & SecondTable) != 0 ? CatalogTable.Reuses : group, (uint)rivals[i], out KeyId key);
            bool isRival = _winners.TryGetValue(key, out Standing known);
            bool counts = !isRival || _compare(row, known) >= 0;
            if (isRival) _supersede(counts ? known : row);
            if (counts) _winners[key] = row;
        }
    }

    private Standing Read(CatalogTable table, long row, out KeyId key)
    {
        // A score counts whatever it says, and so does a task.
        string succeeded = table == CatalogTable.Records ? "succeeded" : "1";
        if (!_select.TryGetValue(table, out Statement? select)) _select.Add(table, select = _database.Prepare($"SELECT key, segment, sequence, {succeeded} FROM {CatalogSchema.NameOf(table)} WHERE id = ?1"));
        select.Bind(1, row);
        if (!select.Step() || !select.TryKey(0, out key)) throw new CatalogException(SQLitePCL.raw.SQLITE_CORRUPT, "a row is not what it was");
        Standing standing = new(table, row, select.Integer(1), select.Integer(2), select.Integer(3) != 0);
        select.Reset();
        return standing;
    }
}
