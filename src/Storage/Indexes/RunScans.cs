using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>What was scanned of several runs, each by itself and several side by side. Of a key that many have the newest run's record counts.</summary>
internal sealed class RunScans
{
    /// <summary>What one thread reads in a fraction of a millisecond is not worth waking others.</summary>
    private const long WorthThreads = 256 << 10;

    private readonly List<RecordScan> _newestFirst = [];
    private readonly Dictionary<RunId, RecordScan> _whole = [];

    private RunScans()
    {
    }

    /// <summary>Reads the segments of runs, oldest run first.</summary>
    /// <param name="files">The file operations.</param>
    /// <param name="runs">The runs, with their segments and where to begin in each.</param>
    /// <param name="notesTasks">Whether somebody will ask for the contents of tasks.</param>
    /// <exception cref="StoreException">A segment can't be read or is of a newer format: the first one that is.</exception>
    public static RunScans Read(FileOperations files, IReadOnlyList<ScannedRun> runs, bool notesTasks)
    {
        RecordScan[] scans = new RecordScan[runs.Count];
        Each(runs, i => scans[i] = runs[i].Read(files, notesTasks));
        RunScans read = new();
        for (int i = runs.Count - 1; i >= 0; i--)
        {
            if (!scans[i].IsEmpty) read._newestFirst.Add(scans[i]);
            if (runs[i].IsWhole) read._whole.Add(runs[i].Run, scans[i]);
        }

        return read;
    }

    public bool TryFind(KeyId key, out FoundRecord found)
    {
        foreach (RecordScan scan in _newestFirst)
        {
            if (scan.TryFind(key, out found)) return true;
        }

        found = default;
        return false;
    }

    /// <summary>What a run's tasks say; null when not all of its journal was scanned.</summary>
    public RecordScan? WholeOf(RunId run) => _whole.GetValueOrDefault(run);

    private static void Each(IReadOnlyList<ScannedRun> runs, Action<int> read)
    {
        if (runs.Count > 1 && Environment.ProcessorCount > 1 && runs.Sum(static run => run.Bytes) >= WorthThreads)
        {
            try
            {
                Parallel.For(0, runs.Count, read);
                return;
            }
            catch (AggregateException)
            {
                // Which of several was met first is chance: the first run's is told.
            }
        }

        for (int i = 0; i < runs.Count; i++) read(i);
    }
}
