using System.Globalization;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Columns;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Queries;

/// <summary>Asks the catalog, for the runs that it covers to their end.</summary>
internal sealed class CatalogQuery<TRecord>(StoreContext store, RecordFetch<TRecord> fetch, Condition<TRecord>? condition, Column<TRecord>? order, bool isDescending, int most)
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly Dictionary<long, SegmentInfo> _segments = [];
    private readonly Dictionary<long, int> _runs = [];

    /// <summary>Adds what the catalog has.</summary>
    /// <returns>The runs that it answered for.</returns>
    public HashSet<int> Find(List<Candidate> found)
    {
        store.CatalogFiller.Wait();
        string path = Path.Combine(store.Folder, CatalogSchema.FileName);
        if (!store.UsesSqlite || store.IsCatalogWrong || !File.Exists(path)) return [];
        try
        {
            using Database database = new(path, create: false);
            // One state of it for all questions, whoever writes meanwhile.
            database.Execute("BEGIN");
            return CatalogSchema.IsCurrent(database, store.Identity.Id) ? Find(database, found) : [];
        }
        catch (CatalogException error)
        {
            found.Clear();
            GiveUp(store, error.Message, error.IsCorrupt);
            return [];
        }
    }

    /// <summary>Nobody asks the catalog again, and the next update makes it anew.</summary>
    public static void GiveUp(StoreContext store, string reason, bool isCorrupt = true)
    {
        if (isCorrupt) store.IsCatalogWrong = true;
        store.Notices.Add($"The catalog of '{store.Folder}' can't be used ({reason.TrimEnd('.')}); queries scan the journals instead, with the same answers.");
    }

    private HashSet<int> Find(Database database, List<Candidate> found)
    {
        SqlCondition sql = new();
        string where = condition?.Accept(sql) ?? "1";
        string orderBy = order is null ? "" : $"{sql.Name(order)}{(isDescending ? " DESC" : "")}, ";
        if (sql.IsTooLarge) return [];
        HashSet<int> covered = Cover(database);
        (string known, string unknown) = Layouts(database, sql.Columns);
        database.Execute("CREATE TEMP TABLE scope(run INTEGER PRIMARY KEY, place INTEGER)");
        using (Statement insert = database.Prepare("INSERT INTO scope VALUES(?1, ?2)"))
        {
            foreach ((long run, int place) in _runs) insert.Bind(1, run).Bind(2, place).Run();
        }

        const string Columns = "SELECT records.run, records.segment, records.offset, records.length, records.sequence";
        const string From = "FROM records JOIN scope ON scope.run = records.run JOIN segments ON segments.id = records.segment WHERE superseded = 0 AND succeeded = 1";
        if (known.Length > 0)
        {
            string value = order is null ? "NULL" : sql.Name(order);
            string limit = most == int.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $" LIMIT {most}");
            using Statement select = database.Prepare($"{Columns}, {value} {From} AND layout IN ({known}) AND {where} ORDER BY {orderBy}place, epoch, length(writer), writer, records.sequence{limit}");
            for (int i = 0; i < sql.Parameters.Count; i++) Bind(select, i + 1, sql.Parameters[i]);
            while (select.Step()) found.Add(Read(select, ValueOf(select, 5)));
        }

        if (unknown.Length == 0) return covered;
        // Rows whose columns are not those of the type, written by another version of it: the records themselves are asked.
        using Statement others = database.Prepare($"{Columns} {From} AND layout IN ({unknown})");
        while (others.Step())
        {
            if (!fetch.TryJudge(Read(others, ColumnValue.Null), found)) throw Wrong();
        }

        return covered;
    }

    private HashSet<int> Cover(Database database)
    {
        Dictionary<(string Experiment, string Run), int> places = [];
        for (int i = 0; i < fetch.Runs.Count; i++) places.Add((fetch.Runs[i].Experiment, fetch.Runs[i].Id.Text), i);
        Dictionary<int, Dictionary<string, long>> lengths = [];
        using (Statement select = database.Prepare("SELECT experiment, runs.run, runs.id, writer, number, epoch, salt, segments.id, length FROM runs JOIN segments ON segments.run = runs.id WHERE stream = 'journal'"))
        {
            while (select.Step())
            {
                if (!places.TryGetValue((select.Text(0), select.Text(1)), out int place)) continue;
                if (!SegmentName.IsWriter(select.Text(3)) || select.Integer(4) is < 1 or > int.MaxValue) throw Wrong();
                SegmentName name = new(fetch.Runs[place].Journal, select.Text(3), (int)select.Integer(4));
                if (!_segments.TryAdd(select.Integer(7), new(name, (uint)select.Integer(6), select.Integer(5)))) throw Wrong();
                if (!lengths.TryGetValue(place, out Dictionary<string, long>? known)) lengths.Add(place, known = []);
                known[name.Path] = select.Integer(8);
                _runs[select.Integer(2)] = place;
            }
        }

        HashSet<int> covered = [.. lengths.Where(run => IsCovered(fetch.Runs[run.Key], run.Value)).Select(static run => run.Key)];
        foreach (long run in _runs.Where(run => !covered.Contains(run.Value)).Select(static run => run.Key).ToArray()) _runs.Remove(run);
        return covered;
    }

    // To the last byte: one line more may supersede any other.
    private bool IsCovered(RunFolder run, Dictionary<string, long> indexed)
    {
        List<SegmentName> files = SegmentName.List(run.Journal);
        return files.Count == indexed.Count && files.TrueForAll(name =>
            indexed.TryGetValue(name.Path, out long length) && SystemErrors.Read(name.ListedPath, () => SegmentContent.LengthOf(store.Files, name)) == length);
    }

    // The layouts that have the columns that are asked for, in the form that the type gives them, and the others of the schema.
    private static (string Known, string Unknown) Layouts(Database database, IReadOnlySet<string> columns)
    {
        Dictionary<string, string> demanded = TRecord.Schema.Members.Where(member => columns.Contains(member.JsonName) && ColumnForms.Of(member) is not null)
            .ToDictionary(static member => member.JsonName, static member => ColumnForms.NameOf(ColumnForms.Of(member)!.Value), StringComparer.Ordinal);
        List<long> known = [];
        List<long> unknown = [];
        using Statement select = database.Prepare("SELECT id, columns FROM layouts WHERE schema = ?1");
        select.Bind(1, TRecord.Schema.Id);
        while (select.Step())
        {
            bool fits = demanded.Count == columns.Count && !select.IsNull(1) && Holds(System.Text.Encoding.UTF8.GetBytes(select.Text(1)), demanded);
            (fits ? known : unknown).Add(select.Integer(0));
        }

        return (string.Join(',', known), string.Join(',', unknown));
    }

    private static bool Holds(byte[] columns, Dictionary<string, string> demanded)
    {
        int found = 0;
        try
        {
            JsonSpanReader reader = new(columns);
            reader.BeginObject();
            while (reader.NextMember(out ReadOnlySpan<byte> member))
            {
                string name = reader.Name(member);
                if (demanded.GetValueOrDefault(name) == reader.ReadString()) found++;
            }
        }
        catch (ExperimentDataException)
        {
            throw Wrong();
        }

        return found == demanded.Count;
    }

    private Candidate Read(Statement row, ColumnValue value)
    {
        if (!_runs.TryGetValue(row.Integer(0), out int run) || !_segments.TryGetValue(row.Integer(1), out SegmentInfo? segment)) throw Wrong();
        if (row.Integer(2) < 0 || row.Integer(3) is <= 0 or > Line.Longest) throw Wrong();
        return new(run, segment, row.Integer(2), (int)row.Integer(3), row.Integer(4), value);
    }

    private static void Bind(Statement statement, int parameter, ColumnValue value)
    {
        if (value.Affinity == ColumnAffinity.Text) statement.BindText(parameter, System.Text.Encoding.UTF8.GetBytes(value.Text));
        else if (value.Affinity == ColumnAffinity.Integer) statement.Bind(parameter, value.Integer);
        else statement.Bind(parameter, value.Real);
    }

    private static ColumnValue ValueOf(Statement row, int column) => row.TypeOf(column) switch
    {
        SQLitePCL.raw.SQLITE_NULL => ColumnValue.Null,
        SQLitePCL.raw.SQLITE_INTEGER => ColumnValue.Of(row.Integer(column)),
        SQLitePCL.raw.SQLITE_FLOAT => ColumnValue.Of(row.Real(column)),
        _ => ColumnValue.Of(row.Text(column)),
    };

    private static CatalogException Wrong() => new(SQLitePCL.raw.SQLITE_CORRUPT, "it names lines that are not there");
}
