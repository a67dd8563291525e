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
        PartSize objects = default, catalog = default, all = default;
        foreach ((string path, PartSize size) in Files(store.Folder))
        {
            all += size;
            if (path.StartsWith(CatalogSchema.FileName, StringComparison.Ordinal)) catalog += size;
            else if (path.StartsWith("objects/", StringComparison.Ordinal)) objects += size;
        }

        return new([.. runs], objects, catalog, all - runs.Aggregate(objects + catalog, static (sum, run) => sum + run.Total));
    }

    public RunSize MeasureRun(RunFolder run)
    {
        RunSize sum = new(run.Experiment, run.Id, default, default, default, default, default, default);
        foreach ((string path, PartSize size) in Files(run.Folder)) sum = Add(sum, path, size);
        return sum;
    }

    private static RunSize Add(RunSize sum, string path, PartSize size) => path.Split('/')[0] switch
    {
        "checkpoints" => sum with { Checkpoints = sum.Checkpoints + size },
        "lost+found" => sum with { SetAside = sum.SetAside + size },
        "journal" or "evaluations" when path.EndsWith(SegmentName.SealedExtension, StringComparison.Ordinal) => sum with { Sealed = sum.Sealed + size },
        "journal" when path.EndsWith(SegmentName.Extension, StringComparison.Ordinal) => sum with { Journal = sum.Journal + size },
        "evaluations" when path.EndsWith(SegmentName.Extension, StringComparison.Ordinal) => sum with { Evaluations = sum.Evaluations + size },
        _ => sum with { Other = sum.Other + size },
    };

    /// <summary>Every file below a folder, by its path there with '/' between names. Links are not followed.</summary>
    private IEnumerable<(string Path, PartSize Size)> Files(string folder)
    {
        EnumerationOptions options = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
        return Directory.EnumerateFiles(folder, "*", options).Select(path => (Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), SizeOf(path)));
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
