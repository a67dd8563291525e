using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Claims;

/// <summary>
/// claims.db: who does which work item of the runs that are shared, and what they have spent on it. It is opened for each call, so that a file that was deleted is noticed,
/// and made anew whatever has become of it: that may repeat work and harms no result.
/// </summary>
internal sealed class ClaimFile
{
    public const string FileName = "claims.db";
    private const string LockName = "claims.lock";
    private const int Version = 2;
    private const int Tries = 15;

    private static readonly string[] s_tables =
    [
        "CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE runs(id INTEGER PRIMARY KEY, experiment TEXT NOT NULL, run TEXT NOT NULL, UNIQUE(experiment, run))",
        "CREATE TABLE claims(run INTEGER NOT NULL, key BLOB NOT NULL, writer TEXT NOT NULL, settled INTEGER NOT NULL, PRIMARY KEY(run, key)) WITHOUT ROWID",
        "CREATE TABLE spending(run INTEGER NOT NULL, writer TEXT NOT NULL, items INTEGER NOT NULL, failures INTEGER NOT NULL, under_way INTEGER NOT NULL, ended INTEGER NOT NULL, "
            + "tokens INTEGER NOT NULL, cost TEXT NOT NULL, dearest_tokens INTEGER NOT NULL, dearest_cost TEXT NOT NULL, PRIMARY KEY(run, writer)) WITHOUT ROWID",
        "INSERT INTO meta VALUES('stamp', lower(hex(randomblob(16))))",
    ];

    private readonly StoreContext _store;
    private readonly RunFolder _run;
    private readonly string _path;

    public ClaimFile(StoreContext store, RunFolder run)
    {
        _store = store;
        _run = run;
        _path = Path.Combine(store.Folder, FileName);
    }

    /// <summary>Claims what nobody who lives has claimed and nobody has settled.</summary>
    /// <exception cref="StoreException">The file can't be written.</exception>
    public ClaimOutcome Claim(ReadOnlySpan<KeyId> keys, string writer)
    {
        KeyId[] asked = keys.ToArray();
        return InTransaction((database, run) =>
        {
            List<KeyId> won = [];
            long highest = 0;
            Dictionary<string, bool> living = [];
            using Statement select = database.Prepare("SELECT writer, settled FROM claims WHERE run = ?1 AND key = ?2");
            using Statement insert = database.Prepare("INSERT OR REPLACE INTO claims VALUES(?1, ?2, ?3, 0)");
            foreach (KeyId key in asked)
            {
                if (Holder(select, run, key) is { } holder)
                {
                    if (holder.IsSettled || IsLive(holder.Writer, writer, living)) continue;
                    highest = Math.Max(highest, StreamScan.EpochOf(holder.Writer));
                }

                insert.Bind(1, run).Bind(2, key).Bind(3, writer).Run();
                won.Add(key);
            }

            return new ClaimOutcome(won, highest, Stamp(database));
        });
    }

    /// <summary>Marks as settled what this writer has claimed.</summary>
    public void Settle(ReadOnlySpan<KeyId> keys, string writer) =>
        ForEach("INSERT INTO claims VALUES(?1, ?2, ?3, 1) ON CONFLICT(run, key) DO UPDATE SET settled = 1 WHERE writer = ?3", keys, writer);

    /// <summary>Gives back what this writer has claimed and not settled.</summary>
    public void Release(ReadOnlySpan<KeyId> keys, string writer) =>
        ForEach("DELETE FROM claims WHERE run = ?1 AND key = ?2 AND writer = ?3 AND settled = 0", keys, writer);

    /// <summary>All claims of the run, by key.</summary>
    public List<Claim> List() => InTransaction((database, run) =>
    {
        List<Claim> claims = [];
        Dictionary<string, bool> living = [];
        using Statement select = database.Prepare("SELECT lower(hex(key)), writer, settled FROM claims WHERE run = ?1 ORDER BY key");
        select.Bind(1, run);
        while (select.Step())
        {
            if (!KeyId.TryParse(Encoding.ASCII.GetBytes(select.Text(0)), out KeyId key)) continue;
            string writer = select.Text(1);
            claims.Add(new(key, writer, LockText.Holder(_store.Files, _run.WriterLock(writer)), select.Integer(2) != 0, IsLive(writer, "", living)));
        }

        return claims;
    });

    /// <summary>Notes what a session has spent, and more when what all have spent together allows it.</summary>
    /// <param name="before">What it had spent.</param>
    /// <param name="after">What it will have spent.</param>
    /// <param name="allows">Is told what all had spent before; may be asked again.</param>
    /// <param name="writer">The session's writer.</param>
    public SpendingOutcome Spend(Spending before, Spending after, Func<Spending, bool> allows, string writer) => InTransaction((database, run) =>
    {
        Spending others = SpentByOthers(database, run, writer);
        bool isAllowed = allows(others + before);
        // Also what was refused is written: the file may be another one than before.
        Spending own = isAllowed ? after : before;
        using Statement insert = database.Prepare("INSERT OR REPLACE INTO spending VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
        insert.Bind(1, run).Bind(2, writer).Bind(3, own.Items).Bind(4, own.Failures).Bind(5, own.UnderWay).Bind(6, own.Ended).Bind(7, own.Tokens)
            .Bind(8, own.Cost.ToString(CultureInfo.InvariantCulture)).Bind(9, own.DearestTokens).Bind(10, own.DearestCost.ToString(CultureInfo.InvariantCulture)).Run();
        return new SpendingOutcome(isAllowed, others + own);
    });

    /// <summary>Forgets the run's claims, and what was spent on it. The caller holds the run's lock, and nobody shares the run any more.</summary>
    public void Forget()
    {
        if (!File.Exists(_path)) return;
        InTransaction((database, run) =>
        {
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM claims WHERE run = {run}"));
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM spending WHERE run = {run}"));
            database.Execute(string.Create(CultureInfo.InvariantCulture, $"DELETE FROM runs WHERE id = {run}"));
            return true;
        });
    }

    /// <summary>Deletes the file. Nobody works on any run of the store.</summary>
    /// <exception cref="StoreException">It can't be deleted.</exception>
    public static void Discard(StoreContext store)
    {
        string path = Path.Combine(store.Folder, FileName);
        SystemErrors.Write(path, () =>
        {
            using SafeFileHandle? held = store.Files.TryLock(Path.Combine(store.Folder, LockName));
            store.Files.Delete(path + "-journal");
            store.Files.Delete(path);
        });
    }

    private void ForEach(string sql, ReadOnlySpan<KeyId> keys, string writer)
    {
        KeyId[] asked = keys.ToArray();
        InTransaction((database, run) =>
        {
            using Statement statement = database.Prepare(sql);
            foreach (KeyId key in asked) statement.Bind(1, run).Bind(2, key).Bind(3, writer).Run();
            return true;
        });
    }

    private static (string Writer, bool IsSettled)? Holder(Statement select, long run, KeyId key)
    {
        (string, bool)? holder = select.Bind(1, run).Bind(2, key).Step() ? (select.Text(0), select.Integer(1) != 0) : null;
        select.Reset();
        return holder;
    }

    private Spending SpentByOthers(Database database, long run, string writer)
    {
        Spending all = default;
        Dictionary<string, bool> living = [];
        using Statement select = database.Prepare("SELECT writer, items, failures, under_way, ended, tokens, cost, dearest_tokens, dearest_cost FROM spending WHERE run = ?1 AND writer <> ?2");
        select.Bind(1, run).Bind(2, writer);
        while (select.Step())
        {
            long underWay = select.Integer(3);
            bool isLost = underWay > 0 && !IsLive(select.Text(0), writer, living);
            all += new Spending
            {
                Items = select.Integer(1),
                Failures = select.Integer(2),
                UnderWay = isLost ? 0 : underWay,
                Lost = isLost ? underWay : 0,
                Ended = select.Integer(4),
                Tokens = select.Integer(5),
                Cost = decimal.Parse(select.Text(6), CultureInfo.InvariantCulture),
                DearestTokens = select.Integer(7),
                DearestCost = decimal.Parse(select.Text(8), CultureInfo.InvariantCulture),
            };
        }

        return all;
    }

    // What this session has claimed is held, too: by another thread of it.
    private bool IsLive(string writer, string own, Dictionary<string, bool> living)
    {
        if (writer == own) return true;
        if (!living.TryGetValue(writer, out bool isLive)) living[writer] = isLive = Journals.SegmentName.IsWriter(writer) && _store.Files.IsHeld(_run.WriterLock(writer));
        return isLive;
    }

    private static string Stamp(Database database)
    {
        using Statement select = database.Prepare("SELECT value FROM meta WHERE name = 'stamp'");
        return select.Step() ? select.Text(0) : "";
    }

    private T InTransaction<T>(Func<Database, long, T> act)
    {
        for (int i = 1; ; i++)
        {
            try
            {
                return SystemErrors.Write(_path, () => Once(act));
            }
            catch (CatalogException error) when (error.IsCorrupt && i < Tries)
            {
                MakeAnew();
            }
            catch (CatalogException error) when (!error.IsBusy || i >= Tries)
            {
                throw new StoreException(Problem.NotWritable, $"Work can't be claimed in '{_path}' ({error.Message.TrimEnd('.')}); free the file, or delete it: nothing else depends on it.", _path, cause: error);
            }
            catch (CatalogException)
            {
                // Busy: the connection has waited already, and asks again.
            }
        }
    }

    private T Once<T>(Func<Database, long, T> act)
    {
        using Database database = new(_path, create: true);
        // Claims are worth nothing after a power cut.
        database.Execute("PRAGMA journal_mode = TRUNCATE");
        database.Execute("PRAGMA synchronous = OFF");
        database.Execute("BEGIN IMMEDIATE");
        Prepare(database);
        T result = act(database, RunNumber(database));
        database.Execute("COMMIT");
        return result;
    }

    private static void Prepare(Database database)
    {
        long version = database.Scalar("PRAGMA user_version");
        if (version == Version) return;
        if (version != 0 || database.Scalar("SELECT count(*) FROM sqlite_master") > 0) throw new CatalogException(SQLitePCL.raw.SQLITE_NOTADB, "it is of another version");
        foreach (string table in s_tables) database.Execute(table);
        database.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"));
    }

    private long RunNumber(Database database)
    {
        using Statement add = database.Prepare("INSERT OR IGNORE INTO runs(experiment, run) VALUES(?1, ?2)");
        add.Bind(1, _run.Experiment).Bind(2, _run.Id.Text).Run();
        using Statement select = database.Prepare("SELECT id FROM runs WHERE experiment = ?1 AND run = ?2");
        return select.Bind(1, _run.Experiment).Bind(2, _run.Id.Text).Step() ? select.Integer(0) : 0;
    }

    // Of several that find the file damaged, one deletes it and the others find it made anew.
    private void MakeAnew() => SystemErrors.Write(_path, () =>
    {
        using SafeFileHandle? held = _store.Files.TryLock(Path.Combine(_store.Folder, LockName));
        if (held is null || IsGood()) return;
        _store.Files.Delete(_path + "-journal");
        _store.Files.Delete(_path);
        _store.Notices.Add($"The claims '{_path}' were damaged and are made anew; work may be repeated, no result is harmed.");
    });

    private bool IsGood()
    {
        try
        {
            using Database database = new(_path, create: false);
            using Statement check = database.Prepare("PRAGMA quick_check(1)");
            return check.Step() && check.Text(0) == "ok" && database.Scalar("PRAGMA user_version") == Version;
        }
        catch (CatalogException error)
        {
            return !error.IsCorrupt;
        }
    }
}
