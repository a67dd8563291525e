using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// Brings the catalog up to the journals, whoever wrote them. Rows and the length that they cover change in one transaction. A catalog that
/// is missing, of another version, of another store or corrupt is made anew; a corrupt one is moved aside first.
/// </summary>
internal sealed class CatalogWriter
{
    private const string Aside = ".damaged";
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);
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
        _store.CatalogFiller.Wait();
        return Update(anew ? Remove : static () => { }, FollowedRuns.None);
    }

    /// <summary>Indexes what is not indexed yet, behind everybody's back: <see cref="CatalogFiller"/> alone calls it.</summary>
    /// <param name="followed">Who appends meanwhile.</param>
    public void Fill(FollowedRuns followed) => Update(static () => { }, followed);

    private long? Update(Action prepare, FollowedRuns followed)
    {
        if (!_store.UsesSqlite) return null;
        try
        {
            using SafeFileHandle? held = _store.Files.TryLock(Path.Combine(_store.Folder, CatalogSchema.LockName));
            if (held is null) return null;
            prepare();
            return UpdateOrRebuild(followed);
        }
        catch (Exception error) when (error is CatalogException or StoreException || SystemErrors.IsSystemError(error))
        {
            _store.Notices.Add($"The catalog '{_path}' could not be brought up to date ({error.Message.TrimEnd('.')}); nothing is lost, look-ups scan the journals until it can.");
            return null;
        }
    }

    /// <summary>
    /// Forgets runs whose lines are about to move, and keeps others from indexing them until the handle is closed: an offset that was good would be another line's.
    /// A catalog that this program can't change is deleted.
    /// </summary>
    /// <exception cref="StoreException">Somebody has been indexing for long (<see cref="Problem.Busy"/>), or the catalog can't be deleted.</exception>
    public SafeFileHandle Forget(IReadOnlyCollection<RunFolder> runs) => SystemErrors.Write(_path, () =>
    {
        SafeFileHandle held = TakeLock();
        try
        {
            if (File.Exists(_path) && !TryForget(runs)) Remove();
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    });

    /// <summary>
    /// Deletes the catalog, with what was moved aside of it, and keeps others from making it anew until the handle is closed: pages that SQLite does not use any more keep
    /// their bytes.
    /// </summary>
    /// <exception cref="StoreException">Somebody has been indexing for long (<see cref="Problem.Busy"/>), or it can't be deleted.</exception>
    public SafeFileHandle Discard() => SystemErrors.Write(_path, () =>
    {
        SafeFileHandle held = TakeLock();
        try
        {
            Remove();
            _store.Files.Delete(_path + Aside);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    });

    private SafeFileHandle TakeLock()
    {
        _store.CatalogFiller.Wait();
        string path = Path.Combine(_store.Folder, CatalogSchema.LockName);
        long started = _store.Options.Time.GetTimestamp();
        while (true)
        {
            if (_store.Files.TryLock(path) is { } held) return held;
            if (_store.Options.Time.GetElapsedTime(started) > s_longest) throw new StoreException(Problem.Busy, $"Another process has been indexing '{_store.Folder}' for {s_longest.TotalSeconds} s; wait for it or stop it.", path);
            Thread.Sleep(s_pause);
        }
    }

    private bool TryForget(IReadOnlyCollection<RunFolder> runs)
    {
        if (!_store.UsesSqlite || _store.IsCatalogWrong) return false;
        try
        {
            using Database database = new(_path, create: false);
            database.Execute("BEGIN IMMEDIATE");
            if (!CatalogSchema.IsCurrent(database, _store.Identity.Id)) return false;
            foreach (RunFolder run in runs) SegmentSurvey.Forget(database, run);
            database.Execute("COMMIT");
            return true;
        }
        catch (CatalogException)
        {
            return false;
        }
    }

    private long UpdateOrRebuild(FollowedRuns followed)
    {
        try
        {
            return UpdateOnce(followed);
        }
        catch (CatalogException error) when (error.IsCorrupt)
        {
            MoveAside(error.Message);
            return UpdateOnce(followed);
        }
    }

    private long UpdateOnce(FollowedRuns followed)
    {
        if (_store.IsCatalogWrong && File.Exists(_path)) MoveAside("it names lines that are not there");
        return CatalogBuild.BringUp(_store, _path, followed);
    }

    private void Remove()
    {
        _store.Files.Delete(_path);
        _store.Files.Delete(_path + "-journal");
        _store.IsCatalogWrong = false;
    }

    private void MoveAside(string reason)
    {
        string aside = _path + Aside;
        _store.Files.Delete(_path + "-journal");
        _store.Files.Replace(_path, aside);
        _store.IsCatalogWrong = false;
        _store.Notices.Add($"The catalog '{_path}' can't be used ({reason.TrimEnd('.')}), was moved to '{aside}' and is made anew from the journals; nothing is lost.");
    }
}
