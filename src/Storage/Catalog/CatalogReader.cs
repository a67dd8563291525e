using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>Finds records by key in the indexed part of an experiment. Whoever asks checks the answer against the line itself.</summary>
internal sealed class CatalogReader : IDisposable
{
    private readonly Database _database;
    private readonly Statement _select;
    private readonly Dictionary<long, SegmentInfo> _segments = [];

    private CatalogReader(Database database)
    {
        _database = database;
        _select = database.Prepare("SELECT segment, offset, length, sequence FROM records WHERE key = ?1 AND succeeded = 1");
    }

    /// <summary>The bytes of each segment that are indexed, by path.</summary>
    public Dictionary<string, long> Lengths { get; } = [];

    /// <summary>Opens the catalog; null when there is none that fits.</summary>
    /// <exception cref="CatalogException">It can't be read.</exception>
    public static CatalogReader? TryOpen(StoreContext store, string experiment, RunId? except)
    {
        store.CatalogFiller.Wait();
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
            CatalogReader reader = new(database);
            reader.ReadSegments(store, experiment, except);
            return reader;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Adds what the catalog says of a key. It may lie: what is made durable from it has to be checked against the line.</summary>
    /// <exception cref="CatalogException">It can't be read, or says what can't be.</exception>
    public void Find(KeyId key, List<FoundRecord> found)
    {
        _select.Bind(1, key);
        try
        {
            while (_select.Step())
            {
                if (!_segments.TryGetValue(_select.Integer(0), out SegmentInfo? segment)) continue;
                if (_select.Integer(2) is <= 0 or > Line.Longest || _select.Integer(1) < 0) throw Wrong();
                found.Add(new(segment, _select.Integer(1), (int)_select.Integer(2), _select.Integer(3)));
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
    }

    public static CatalogException Wrong() => new(SQLitePCL.raw.SQLITE_CORRUPT, "it names lines that are not there");

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
            bool isNew = _segments.TryAdd(select.Integer(0), new(name, (uint)select.Integer(5), select.Integer(4)));
            if (!isNew || !Lengths.TryAdd(name.Path, select.Integer(6))) throw Wrong();
        }
    }
}
