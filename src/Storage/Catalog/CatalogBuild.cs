using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>Brings one database file up to the journals, in one transaction.</summary>
internal static class CatalogBuild
{
    /// <param name="store">The store.</param>
    /// <param name="path">The database, made when it is not there.</param>
    /// <param name="followed">Who appends meanwhile.</param>
    /// <returns>The records that were indexed.</returns>
    /// <exception cref="CatalogException">It can't be read or written, or is of another version or store.</exception>
    public static long BringUp(StoreContext store, string path, FollowedRuns followed)
    {
        using Database database = new(path, create: true);
        database.Execute("PRAGMA journal_mode = TRUNCATE");
        // A power cut may not leave rows and lengths of different moments: that is what NORMAL is for.
        database.Execute("PRAGMA synchronous = NORMAL");
        // What is sorted for an index is sorted in pieces that fit a processor's cache, by several threads, and merged from a temporary file that has no name: in memory it would be
        // one list, which takes three times as long.
        database.Execute("PRAGMA temp_store = FILE");
        database.Execute("PRAGMA threads = 3");
        database.Execute("BEGIN IMMEDIATE");
        bool isNew = !IsUsable(store, database);
        if (isNew) CatalogSchema.CreateTables(database, store.Identity.Id);
        // Keys are random, so that rows which are added to an index touch all of it; what is made anew only grows at its end.
        database.Execute(isNew ? "PRAGMA cache_size = -4096" : "PRAGMA cache_size = -8192");
        long records;
        using (IndexingPass pass = new(store, database)) records = pass.Run(followed);
        database.Execute("COMMIT");
        return records;
    }

    private static bool IsUsable(StoreContext store, Database database)
    {
        if (database.Scalar("SELECT count(*) FROM sqlite_master") == 0) return false;
        if (CatalogSchema.IsCurrent(database, store.Identity.Id)) return true;
        throw new CatalogException(SQLitePCL.raw.SQLITE_NOTADB, "it is of another version or of another store");
    }
}
