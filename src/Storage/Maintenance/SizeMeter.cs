using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Adds up the files of a store. What vanishes meanwhile counts as nothing.</summary>
internal sealed class SizeMeter(StoreContext store)
{
    public StoreSize Measure()
    {
        List<RunSize> runs = [.. store.Experiments().SelectMany(store.Runs).Select(MeasureRun)];
        PartSize objects = Sum(store.ObjectsFolder, static _ => true);
        PartSize catalog = Sum(store.Folder, static path => Path.GetFileName(path).StartsWith(CatalogSchema.FileName, StringComparison.Ordinal), SearchOption.TopDirectoryOnly);
        PartSize all = Sum(store.Folder, static _ => true), known = runs.Aggregate(objects + catalog, static (sum, run) => sum + run.Total);
        return new([.. runs], objects, catalog, new(all.Files - known.Files, all.Bytes - known.Bytes, all.BytesOnDisk - known.BytesOnDisk));
    }

    public RunSize MeasureRun(RunFolder run)
    {
        PartSize journal = Sum(run.Journal.Folder, IsPlain), evaluations = Sum(run.EvaluationsFolder, IsPlain);
        PartSize sealedOnes = Sum(run.Journal.Folder, IsSealed) + Sum(run.EvaluationsFolder, IsSealed);
        PartSize checkpoints = Sum(run.CheckpointsFolder, static _ => true), aside = Sum(run.LostAndFound, static _ => true);
        PartSize all = Sum(run.Folder, static _ => true), known = journal + evaluations + sealedOnes + checkpoints + aside;
        return new(run.Experiment, run.Id, journal, sealedOnes, evaluations, checkpoints, aside, new(all.Files - known.Files, all.Bytes - known.Bytes, all.BytesOnDisk - known.BytesOnDisk));
    }

    private static bool IsPlain(string path) => path.EndsWith(SegmentName.Extension, StringComparison.Ordinal);

    private static bool IsSealed(string path) => path.EndsWith(SegmentName.SealedExtension, StringComparison.Ordinal);

    private PartSize Sum(string folder, Func<string, bool> counts, SearchOption depth = SearchOption.AllDirectories)
    {
        PartSize sum = default;
        if (!Directory.Exists(folder)) return sum;
        EnumerationOptions options = new() { RecurseSubdirectories = depth == SearchOption.AllDirectories, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        foreach (string path in Directory.EnumerateFiles(folder, "*", options))
        {
            if (counts(path)) sum += SizeOf(path);
        }

        return sum;
    }

    private PartSize SizeOf(string path)
    {
        try
        {
            (long length, long onDisk) = store.Files.SizeOf(path);
            return new(1, length, onDisk);
        }
        catch (FileNotFoundException)
        {
            // Removed since it was listed.
            return default;
        }
    }
}
