using System.Globalization;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// Brings the catalog up to the journals, whoever wrote them. Rows and the length that they cover change in one transaction. A catalog that
/// is missing, of another version, of another store or corrupt is made anew; a corrupt one is moved aside first.
/// </summary>
internal sealed class CatalogWriter
{
    private readonly StoreContext _store;
    private readonly string _path;

    public CatalogWriter(StoreContext store)
    {
        _store = store;
        _path = Path.Combine(store.Folder, CatalogSchema.FileName);
    }

    /// <summary>Indexes what is not indexed yet; does nothing when another process is at it or SQLite can't be used.</summary>
    /// <param name="anew">Make the catalog anew from the journals.</param>
    /// <returns>The records that were indexed; null when nothing was tried.</returns>
    public long? Update(bool anew)
    {
        if (!_store.UsesSqlite) return null;
        try
        {
            using SafeFileHandle? held = _store.Files.TryLock(Path.Combine(_store.Folder, CatalogSchema.LockName));
            if (held is null) return null;
            if (anew) Remove();
            return UpdateOrRebuild();
        }
        catch (Exception error) when (error is CatalogException or StoreException || SystemErrors.IsSystemError(error))
        {
            _store.Notices.Add($"The catalog '{_path}' could not be brought up to date ({error.Message.TrimEnd('.')}); nothing is lost, look-ups scan the journals until it can.");
            return null;
        }
    }

    private long UpdateOrRebuild()
    {
        try
        {
            return UpdateOnce();
        }
        catch (CatalogException error) when (error.IsCorrupt)
        {
            MoveAside(error.Message);
            return UpdateOnce();
        }
    }

    private long UpdateOnce()
    {
        if (_store.IsCatalogWrong && File.Exists(_path)) MoveAside("it names lines that are not there");
        using Database database = new(_path, create: true);
        database.Execute("PRAGMA journal_mode = TRUNCATE");
        // A power cut may not leave rows and lengths of different moments: that is what NORMAL is for.
        database.Execute("PRAGMA synchronous = NORMAL");
        database.Execute("BEGIN IMMEDIATE");
        if (!IsUsable(database)) CatalogSchema.CreateTables(database, _store.Identity.Id);
        long records = new Pass(_store, database).Run();
        CatalogSchema.CreateIndex(database);
        database.Execute("COMMIT");
        return records;
    }

    private bool IsUsable(Database database)
    {
        if (database.Scalar("SELECT count(*) FROM sqlite_master") == 0) return false;
        if (CatalogSchema.IsCurrent(database, _store.Identity.Id)) return true;
        using Statement tables = database.Prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
        List<string> names = [];
        while (tables.Step()) names.Add(tables.Text(0));
        tables.Reset();
        foreach (string name in names) database.Execute($"DROP TABLE \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        return false;
    }

    private void Remove()
    {
        _store.Files.Delete(_path);
        _store.Files.Delete(_path + "-journal");
        _store.IsCatalogWrong = false;
    }

    private void MoveAside(string reason)
    {
        string aside = _path + ".damaged";
        _store.Files.Delete(_path + "-journal");
        _store.Files.Replace(_path, aside);
        _store.IsCatalogWrong = false;
        _store.Notices.Add($"The catalog '{_path}' was damaged ({reason.TrimEnd('.')}), was moved to '{aside}' and is made anew from the journals; nothing is lost.");
    }

    /// <summary>One pass over all segments of the store, in one transaction.</summary>
    private sealed class Pass(StoreContext store, Database database)
    {
        private readonly Dictionary<string, (long Id, long Length)> _known = [];
        private long _records;

        public long Run()
        {
            ReadKnown();
            using Statement insert = database.Prepare("INSERT INTO records VALUES(?1, ?2, ?3, ?4, ?5)");
            foreach (string experiment in store.Experiments())
            {
                foreach (RunFolder run in store.Runs(experiment)) Index(run, insert);
            }

            foreach ((long id, _) in _known.Values) Forget(id);
            return _records;
        }

        private void ReadKnown()
        {
            using Statement select = database.Prepare("SELECT experiment, run, writer, number, id, length FROM segments");
            while (select.Step())
            {
                bool isNew = _known.TryAdd(KeyOf(select.Text(0), select.Text(1), select.Text(2), select.Integer(3)), (select.Integer(4), select.Integer(5)));
                if (!isNew) throw new CatalogException(SQLitePCL.raw.SQLITE_CORRUPT, "it has a segment twice");
            }
        }

        private void Index(RunFolder run, Statement insert)
        {
            foreach (SegmentName name in SegmentName.List(run.Journal))
            {
                bool isKnown = _known.Remove(KeyOf(run.Experiment, run.Id.Text, name.Writer, name.Number), out (long Id, long Length) known);
                long length = SegmentContent.LengthOf(store.Files, name);
                if (isKnown && known.Length == length) continue;
                if (isKnown && known.Length > length)
                {
                    Forget(known.Id);
                    isKnown = false;
                }

                Index(run, name, isKnown ? known : null, insert);
            }
        }

        private void Index(RunFolder run, SegmentName name, (long Id, long Length)? known, Statement insert)
        {
            using SegmentReader reader = new(store.Files, name, new DamageLog());
            if (known is { } part) reader.SkipTo(part.Length);
            long id = known?.Id ?? Add(run, name, reader);
            while (reader.Next())
            {
                if (reader.Kind != LineKind.Record || !RecordLine.TryIndex(reader.Line, reader.Body, out KeyId key, out _, out bool succeeded) || !succeeded) continue;
                insert.Bind(1, key).Bind(2, id).Bind(3, reader.Offset).Bind(4, reader.Line.Length).Bind(5, reader.Sequence).Run();
                _records++;
            }

            using Statement update = database.Prepare("UPDATE segments SET length = ?1 WHERE id = ?2");
            update.Bind(1, reader.GoodEnd).Bind(2, id).Run();
        }

        private long Add(RunFolder run, SegmentName name, SegmentReader reader)
        {
            using Statement add = database.Prepare("INSERT INTO segments(experiment, run, writer, number, epoch, salt, length) VALUES(?1, ?2, ?3, ?4, ?5, ?6, 0)");
            add.Bind(1, run.Experiment).Bind(2, run.Id.Text).Bind(3, name.Writer).Bind(4, name.Number).Bind(5, reader.Header?.Epoch ?? StreamScan.EpochOf(name.Writer)).Bind(6, reader.Salt).Run();
            return database.Scalar("SELECT last_insert_rowid()");
        }

        private void Forget(long segment)
        {
            using Statement rows = database.Prepare("DELETE FROM records WHERE segment = ?1");
            rows.Bind(1, segment).Run();
            using Statement row = database.Prepare("DELETE FROM segments WHERE id = ?1");
            row.Bind(1, segment).Run();
        }

        private static string KeyOf(string experiment, string run, string writer, long number) =>
            string.Create(CultureInfo.InvariantCulture, $"{experiment}/{run}/{writer}/{number}");
    }
}
