using System.Text;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>One pass over all segments of the store, in one transaction.</summary>
internal sealed class IndexingPass : IDisposable
{
    private readonly StoreContext _store;
    private readonly Database _database;
    private readonly LayoutTable _layouts;
    private readonly SharedTextLines _texts;
    private readonly Dictionary<long, SegmentInfo> _segments = [];
    private readonly Dictionary<long, (long Epoch, string Writer)> _writers = [];
    private readonly Dictionary<StandingScope, Standings> _standings = [];
    private readonly (KeyId Group, Standings? Standings)[] _standingsOfTable = new (KeyId, Standings?)[CatalogSchema.LineTables.Count];
    private readonly Dictionary<(CatalogTable, Layout?), (RowInserter Insert, long Layout)> _inserters = [];
    private readonly List<RowInserter> _filled = [];
    private readonly Dictionary<CatalogTable, Statement> _supersede = [];
    private readonly Dictionary<CatalogTable, Statement> _selectEarlier = [];
    private readonly long[] _first;
    private readonly long[] _next;
    private HashSet<(long Run, string Stream)> _earlier = [];
    private HashSet<long> _followed = [];
    private SegmentTask? _current;
    private bool _hasEarlier;
    private long _records;

    public IndexingPass(StoreContext store, Database database)
    {
        _store = store;
        _database = database;
        _layouts = new(database);
        _texts = new(store.Files, database, id => _segments.GetValueOrDefault(id));
        _first = [.. CatalogSchema.LineTables.Select(table => database.Scalar($"SELECT max(id) FROM {CatalogSchema.NameOf(table)}") + 1)];
        _next = [.. _first];
    }

    /// <summary>Indexes what is not indexed.</summary>
    /// <param name="followed">Who appends meanwhile.</param>
    /// <returns>The record lines with a success that were indexed.</returns>
    public long Run(FollowedRuns followed)
    {
        SegmentSurvey survey = new(_store, _database);
        IReadOnlyList<SegmentTask> tasks = survey.Run();
        _earlier = survey.Earlier;
        _followed = [.. followed.Runs.Select(survey.IdOf)];
        ReadSegments();
        Take(tasks);
        Follow(followed, survey, tasks);
        Settle(static _ => true);
        CatalogSchema.CreateIndexes(_database, _layouts.Added);
        return _records;
    }

    public void Dispose()
    {
        _texts.Dispose();
        foreach ((RowInserter insert, _) in _inserters.Values) insert.Dispose();
        foreach (Standings standings in _standings.Values) standings.Dispose();
        foreach (Statement statement in _supersede.Values.Concat(_selectEarlier.Values)) statement.Dispose();
    }

    private void Take(IReadOnlyList<SegmentTask> tasks)
    {
        foreach (RowBatch batch in new RowFeed(_store.Files).Read(tasks)) Take(batch);
    }

    private void Follow(FollowedRuns followed, SegmentSurvey survey, IReadOnlyList<SegmentTask> tasks)
    {
        while (followed.TryTakeMore(followed.Runs))
        {
            if (!survey.TryRunAgain(followed.Runs, tasks, out tasks))
            {
                // Something is gone or became shorter: another pass begins anew with them.
                foreach (RunFolder run in followed.Runs) _store.CatalogFiller.Begin(run);
                return;
            }

            Take(tasks);
        }
    }

    private void ReadSegments()
    {
        using Statement select = _database.Prepare("SELECT segments.id, experiment, runs.run, stream, writer, number, epoch, salt FROM segments JOIN runs ON runs.id = segments.run");
        while (select.Step())
        {
            if (!RunId.TryParse(select.Text(2), out RunId run) || !Name.IsGood(select.Text(1)) || !SegmentName.IsWriter(select.Text(4)) || select.Integer(5) is < 1 or > int.MaxValue) throw new CatalogException(SQLitePCL.raw.SQLITE_CORRUPT, "it has a segment without a name");
            _writers[select.Integer(0)] = (select.Integer(6), select.Text(4));
            // Texts are read from journals only: nothing else becomes a path.
            if (select.Text(3) != "journal") continue;
            SegmentName name = new(_store.Run(select.Text(1), run).Journal, select.Text(4), (int)select.Integer(5));
            _segments[select.Integer(0)] = new(name, (uint)select.Integer(7), select.Integer(6));
        }
    }

    private void Take(RowBatch batch)
    {
        SegmentTask segment = batch.Segment;
        if (segment != _current) Begin(segment);
        for (int i = 0; i < batch.Count; i++) Take(batch, i);
        InsertFilled(batch);
        if (!batch.EndsSegment) return;
        using Statement update = _database.Prepare("UPDATE segments SET length = ?1 WHERE id = ?2");
        update.Bind(1, segment.GoodEnd).Bind(2, segment.Id).Run();
    }

    private void InsertFilled(RowBatch batch)
    {
        foreach (RowInserter insert in _filled) insert.Insert(batch);
        _filled.Clear();
    }

    private void Begin(SegmentTask segment)
    {
        // Which rows count is asked within a run, and of scores within an evaluation. Of a run whose session goes on more may come.
        Settle(scope => (scope.Run != segment.Run || scope.Evaluation != segment.Evaluation) && !_followed.Contains(scope.Run));
        Array.Clear(_standingsOfTable);
        _current = segment;
        _hasEarlier = _earlier.Contains((segment.Run, segment.Name.Stream.Name));
        if (segment.Id == 0) segment.Id = Insert(segment);
        _segments[segment.Id] = new(segment.Name, segment.Salt, segment.Epoch);
        _writers[segment.Id] = (segment.Epoch, segment.Name.Writer);
        foreach (Layout layout in segment.Layouts.ToArray()) Forget(layout);
    }

    // The layouts of a segment are objects of their own; those of the one before are not needed any more.
    private void Forget(Layout layout)
    {
        foreach ((CatalogTable, Layout?) key in _inserters.Keys.Where(key => key.Item2 is not null && key.Item2 != layout && key.Item2.Schema == layout.Schema).ToArray())
        {
            _inserters.Remove(key, out (RowInserter Insert, long Layout) known);
            if (key.Item2!.Columns.AsSpan().SequenceEqual(layout.Columns.AsSpan())) _inserters.TryAdd((key.Item1, layout), known);
            else known.Insert.Dispose();
        }
    }

    private long Insert(SegmentTask segment)
    {
        using Statement add = _database.Prepare("INSERT INTO segments(run, stream, writer, number, epoch, salt, length) VALUES(?1, ?2, ?3, ?4, ?5, ?6, 0)");
        add.Bind(1, segment.Run).Bind(2, segment.Name.Stream.Name).Bind(3, segment.Name.Writer).Bind(4, segment.Name.Number).Bind(5, segment.Epoch).Bind(6, segment.Salt).Run();
        return _database.Scalar("SELECT last_insert_rowid()");
    }

    private void Take(RowBatch batch, int index)
    {
        CatalogRow row = batch.Row(index);
        if (row.Table == CatalogTable.Records && row.Succeeded) _records++;
        long id = _next[(int)row.Table]++;
        Contend(row, id);
        Resolve(batch, row);
        (RowInserter insert, long layout) = InserterOf(batch, row);
        if (insert.Add(index, id, layout)) _filled.Add(insert);
        // The next row may ask for it.
        if (row.Table == CatalogTable.Texts) InsertFilled(batch);
    }

    private void Contend(in CatalogRow row, long id)
    {
        if (row.Table is CatalogTable.Texts or CatalogTable.Variants or CatalogTable.Measurements) return;
        CatalogTable group = row.Table == CatalogTable.Reuses ? CatalogTable.Records : row.Table;
        Standings standings = StandingsOf(group, row.Group);
        standings.Add(row.Table, row.Key, id);
        if (!_hasEarlier) return;
        AddEarlier(standings, group, row);
        if (group == CatalogTable.Records) AddEarlier(standings, CatalogTable.Reuses, row);
    }

    private Standings StandingsOf(CatalogTable table, KeyId group)
    {
        ref (KeyId Group, Standings? Standings) last = ref _standingsOfTable[(int)table];
        if (last.Standings is { } standings && last.Group == group) return standings;
        StandingScope scope = new(_current!.Run, _current.Evaluation, table, group);
        if (!_standings.TryGetValue(scope, out standings)) _standings.Add(scope, standings = new(_store.Files, _database, Compare, Supersede));
        last = (group, standings);
        return standings;
    }

    private void Settle(Func<StandingScope, bool> isDone)
    {
        foreach (StandingScope scope in _standings.Keys.Where(isDone).ToArray())
        {
            _standings.Remove(scope, out Standings? standings);
            using (standings) standings!.Settle(scope.Table);
        }
    }

    private void Supersede(Standing row)
    {
        if (!_supersede.TryGetValue(row.Table, out Statement? update)) _supersede.Add(row.Table, update = _database.Prepare($"UPDATE {CatalogSchema.NameOf(row.Table)} SET superseded = 1 WHERE id = ?1"));
        update.Bind(1, row.Row).Run();
    }

    // What counted before this pass.
    private void AddEarlier(Standings standings, CatalogTable table, in CatalogRow row)
    {
        if (!_selectEarlier.TryGetValue(table, out Statement? select)) _selectEarlier.Add(table, select = _database.Prepare($"SELECT id FROM {CatalogSchema.NameOf(table)} WHERE key = ?1 AND run = ?2 AND superseded = 0 AND id < ?3{Within(table)}"));
        select.Bind(1, row.Key).Bind(2, _current!.Run).Bind(3, _first[(int)table]);
        if (table == CatalogTable.Scores) select.Bind(4, _current.Evaluation);
        if (table == CatalogTable.Transforms) select.Bind(4, row.Group);
        while (select.Step()) standings.Add(table, row.Key, select.Integer(0));
        select.Reset();
    }

    private static string Within(CatalogTable table) => table switch
    {
        CatalogTable.Scores => " AND evaluation = ?4",
        CatalogTable.Transforms => " AND transform = ?4",
        _ => "",
    };

    private int Compare(Standing left, Standing right)
    {
        if (left.Succeeded != right.Succeeded) return left.Succeeded ? 1 : -1;
        if (left.Segment == right.Segment) return left.Sequence.CompareTo(right.Sequence);
        (long leftEpoch, string leftWriter) = WriterOf(left.Segment);
        (long rightEpoch, string rightWriter) = WriterOf(right.Segment);
        int order = leftEpoch.CompareTo(rightEpoch);
        if (order == 0) order = SegmentName.CompareWriters(leftWriter, rightWriter);
        return order != 0 ? order : left.Sequence.CompareTo(right.Sequence);
    }

    private (long Epoch, string Writer) WriterOf(long segment) => _writers.TryGetValue(segment, out (long, string) writer) ? writer : throw new CatalogException(SQLitePCL.raw.SQLITE_CORRUPT, "a row names a segment that it does not have");

    // A text that many rows have stands in a line of its own.
    private void Resolve(RowBatch batch, in CatalogRow row)
    {
        for (int i = row.FirstValue; i < row.FirstValue + row.Values; i++)
        {
            CatalogValue value = batch.Value(i);
            if (value.Kind != CatalogValueKind.SharedText) continue;
            string? text = _texts.Find(batch.Key(value), batch.Segment.Run);
            batch.Set(i, text is null ? default : batch.Keep(Encoding.UTF8.GetBytes(text)));
        }
    }

    private (RowInserter Insert, long Layout) InserterOf(RowBatch batch, in CatalogRow row)
    {
        Layout? layout = row.Layout >= 0 ? batch.Segment.Layouts[row.Layout] : null;
        if (layout is not null && _inserters.TryGetValue((row.Table, layout), out (RowInserter, long) known)) return known;
        bool hasLayout = CatalogSchema.HasLayout(row.Table) && row.Schema.Length > 0;
        long id = hasLayout ? _layouts.IdOf(Encoding.UTF8.GetString(batch.Bytes(row.Schema)), layout) : -1;
        if (layout is not null && !_layouts.TryExtend(row.Table, layout)) throw new CatalogException(SQLitePCL.raw.SQLITE_FULL, $"its table of {CatalogSchema.NameOf(row.Table)} would have too many columns");
        if (layout is null && _inserters.TryGetValue((row.Table, null), out known)) return (known.Item1, id);
        string prefix = CatalogSchema.PrefixOf(row.Table);
        string[] columns = layout is null ? [] : [.. layout.Columns.Select(column => prefix + column.Name)];
        (RowInserter, long) made = (new(_database, row.Table, row.Values - columns.Length, columns), id);
        _inserters.Add((row.Table, layout), made);
        return made;
    }

    // What rows compete within; an evaluation of 0 is the journal.
    private readonly record struct StandingScope(long Run, long Evaluation, CatalogTable Table, KeyId Group);
}
