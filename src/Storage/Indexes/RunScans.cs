using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>What was scanned of several runs, each by itself and several side by side. Of a key that many have the newest run's record counts.</summary>
internal sealed class RunScans : IDisposable
{
    /// <summary>What one thread reads in a fraction of a millisecond is not worth waking others.</summary>
    private const long WorthThreads = 256 << 10;

    private readonly List<RecordScan> _newestFirst = [];
    private readonly Dictionary<RunId, RecordScan> _whole = [];

    private readonly RecordScan?[] _scans;

    private RunScans(int runs) => _scans = new RecordScan?[runs];

    /// <summary>Reads the segments of runs, oldest run first.</summary>
    /// <param name="files">The file operations.</param>
    /// <param name="runs">The runs, with their segments and where to begin in each.</param>
    /// <param name="notesTasks">Whether somebody will ask for the contents of tasks.</param>
    /// <exception cref="StoreException">A segment can't be read or is of a newer format: the first one that is.</exception>
    public static RunScans Read(FileOperations files, IReadOnlyList<ScannedRun> runs, bool notesTasks)
    {
        RunScans read = new(runs.Count);
        try
        {
            Each(runs, i => read._scans[i] = runs[i].Read(files, notesTasks));
        }
        catch
        {
            read.Dispose();
            throw;
        }

        for (int i = runs.Count - 1; i >= 0; i--)
        {
            RecordScan scan = read._scans[i]!;
            if (!scan.IsEmpty) read._newestFirst.Add(scan);
            if (runs[i].IsWhole) read._whole.Add(runs[i].Run, scan);
        }

        return read;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RecordScan? scan in _scans) scan?.Dispose();
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
