using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>Finds records by key in the indexed part of an experiment. What it answers is checked against the line itself.</summary>
internal sealed class CatalogReader : IDisposable
{
    private readonly Database _database;
    private readonly Statement _select;
    private readonly LineSource _lines;
    private readonly Dictionary<long, int> _segments = [];

    private CatalogReader(StoreContext store, Database database)
    {
        _database = database;
        _lines = new(store.Files);
        _select = database.Prepare("SELECT segment, offset, length, sequence FROM records WHERE key = ?1 AND succeeded = 1");
    }

    /// <summary>The bytes of each segment that are indexed, by path.</summary>
    public Dictionary<string, long> Lengths { get; } = [];

    /// <summary>Opens the catalog; null when there is none that fits.</summary>
    /// <exception cref="CatalogException">It can't be read.</exception>
    public static CatalogReader? TryOpen(StoreContext store, string experiment, RunId? except)
    {
        string path = Path.Combine(store.Folder, CatalogSchema.FileName);
        if (!store.UsesSqlite || store.IsCatalogWrong || !File.Exists(path)) return null;
        Database database = new(path, create: false);
        try
        {
            if (!CatalogSchema.IsCurrent(database, store.Identity.Id))
            {
                database.Dispose();
                return null;
            }

            // 32 MiB of pages: keys are random, so that a small cache would read one for every look-up.
            database.Execute("PRAGMA cache_size = -32768");
            CatalogReader reader = new(store, database);
            reader.ReadSegments(store, experiment, except);
            return reader;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Adds the lines that the catalog has for a key.</summary>
    /// <exception cref="CatalogException">It can't be read, or names a line that does not hold such a record.</exception>
    public void Find(KeyId key, List<FoundRecord> found)
    {
        _select.Bind(1, key);
        try
        {
            while (_select.Step())
            {
                if (!_segments.TryGetValue(_select.Integer(0), out int segment)) continue;
                if (_select.Integer(2) is <= 0 or > Line.Longest || _select.Integer(1) < 0) throw Wrong();
                LineLocation location = new(segment, _select.Integer(1), (int)_select.Integer(2));
                CheckLine(key, location, _select.Integer(3));
                SegmentInfo info = _lines.Segments[segment];
                found.Add(new(info, location.Offset, location.Length, _select.Integer(3)));
            }
        }
        finally
        {
            _select.Reset();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _select.Dispose();
        _database.Dispose();
        _lines.Dispose();
    }

    // A catalog may lie: what is made durable from it must not.
    private void CheckLine(KeyId key, LineLocation location, long sequence)
    {
        try
        {
            using PooledLine line = _lines.Read(location);
            if (!Line.TryOpen(line.Span, out LineKind kind, out long stored, out _, out int body) || kind != LineKind.Record || stored != sequence) throw Wrong();
            if (!RecordLine.TryIndex(line.Span, body, out KeyId actual, out _, out bool succeeded) || actual != key || !succeeded) throw Wrong();
        }
        catch (StoreException)
        {
            throw Wrong();
        }
    }

    private static CatalogException Wrong() => new(SQLitePCL.raw.SQLITE_CORRUPT, "it names lines that are not there");

    private void ReadSegments(StoreContext store, string experiment, RunId? except)
    {
        using Statement select = _database.Prepare("SELECT segments.id, runs.run, writer, number, epoch, salt, length FROM segments JOIN runs ON runs.id = segments.run WHERE experiment = ?1 AND stream = 'journal'");
        select.Bind(1, experiment);
        while (select.Step())
        {
            // These become paths: nothing but what the store itself writes is taken.
            if (!RunId.TryParse(select.Text(1), out RunId run) || !SegmentName.IsWriter(select.Text(2)) || select.Integer(3) is < 1 or > int.MaxValue) throw Wrong();
            if (run == except) continue;
            SegmentName name = new(store.Run(experiment, run).Journal, select.Text(2), (int)select.Integer(3));
            bool isNew = _segments.TryAdd(select.Integer(0), _lines.Add(new(name, (uint)select.Integer(5), select.Integer(4))));
            if (!isNew || !Lengths.TryAdd(name.Path, select.Integer(6))) throw Wrong();
        }
    }
}
