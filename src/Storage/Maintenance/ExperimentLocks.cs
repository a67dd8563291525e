using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Locks of an experiment. While all of them are held nobody begins, continues, reuses or seals a run of it.</summary>
internal sealed class ExperimentLocks : IDisposable
{
    private const int Tries = 20;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);
    private readonly StoreContext _store;
    private readonly List<SafeFileHandle> _held = [];
    private readonly HashSet<string> _writers = [];

    private ExperimentLocks(StoreContext store) => _store = store;

    /// <exception cref="StoreException">Somebody works on a run of the experiment (<see cref="Problem.Busy"/>, the message says which); a lock can't be taken.</exception>
    public static ExperimentLocks Take(StoreContext store, string experiment)
    {
        store.CatalogFiller.Wait();
        ExperimentLocks locks = new(store);
        try
        {
            locks._held.Add(BeginLock.Take(store, experiment));
            foreach (RunFolder run in store.Runs(experiment)) locks._held.Add(RunLock.Take(store.Files, run));
            return locks;
        }
        catch
        {
            locks.Dispose();
            throw;
        }
    }

    /// <summary>The lock of one run only: others of the experiment go on.</summary>
    /// <exception cref="StoreException">Somebody works on the run (<see cref="Problem.Busy"/>); the lock can't be taken.</exception>
    public static ExperimentLocks TakeRun(StoreContext store, RunFolder run)
    {
        store.CatalogFiller.Wait();
        ExperimentLocks locks = new(store);
        locks._held.Add(RunLock.Take(store.Files, run));
        return locks;
    }

    /// <summary>Takes the locks of all writers of a run too, whose holder may write its segments anew: what seals behind another session goes by them.</summary>
    /// <exception cref="StoreException">Somebody holds one (<see cref="Problem.Busy"/>); it can't be taken.</exception>
    public void TakeWriters(RunFolder run) => SystemErrors.Write(run.WritersFolder, () =>
    {
        DurableFolder.Create(_store.Files, run.WritersFolder);
        foreach (string writer in run.Streams().SelectMany(SegmentName.List).Select(static segment => segment.Writer).Distinct())
        {
            if (_writers.Add(run.WriterLock(writer))) _held.Add(TakeWriter(run, writer));
        }
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SafeFileHandle held in _held) held.Dispose();
        _held.Clear();
    }

    // Somebody who only asks whether it is held has it for a moment.
    private SafeFileHandle TakeWriter(RunFolder run, string writer)
    {
        string path = run.WriterLock(writer);
        for (int i = 1; ; i++)
        {
            if (_store.Files.TryLock(path) is { } held) return held;
            if (i == Tries) throw new StoreException(Problem.Busy, $"Segments of run '{run.Id}' are being sealed by another process; try again when it is done.", path);
            Thread.Sleep(s_pause);
        }
    }
}
