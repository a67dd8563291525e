using System.Runtime.ExceptionServices;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Catalog;

/// <summary>
/// Fills the catalog behind the sessions of one open store, on a thread of its own while there is work: what a session has made durable is found without it. Whoever asks the
/// catalog, or moves what it names, waits first. May be used by several threads.
/// </summary>
internal sealed class CatalogFiller(StoreContext store)
{
    private readonly object _gate = new();
    private readonly HashSet<RunFolder> _wanted = [];
    private ExceptionDispatchInfo? _failure;
    private bool _isWorking;

    /// <summary>Begins to index what the run's journals, and those of others, hold now; what is appended later needs another call.</summary>
    public void Begin(RunFolder run)
    {
        if (!store.Options.UseSqlite) return;
        lock (_gate)
        {
            _wanted.Add(run);
            if (_isWorking) return;
            _isWorking = true;
        }

        new Thread(Run) { IsBackground = true, Name = "TrialKeep indexes" }.Start();
    }

    /// <summary>Returns when everything is indexed that was there at the last <see cref="Begin"/>. What fails in a way that is expected has become a notice.</summary>
    public void Wait()
    {
        ExceptionDispatchInfo? failure;
        lock (_gate)
        {
            while (_isWorking) Monitor.Wait(_gate);
            (failure, _failure) = (_failure, null);
        }

        failure?.Throw();
    }

    private void Run()
    {
        try
        {
            while (Next() is { } runs) new CatalogWriter(store).Fill(runs);
        }
#pragma warning disable CA1031 // A fault of the program belongs to a caller, and may not end the process from here.
        catch (Exception error)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _failure = ExceptionDispatchInfo.Capture(error);
                _wanted.Clear();
                End();
            }
        }
    }

    private FollowedRuns? Next()
    {
        lock (_gate)
        {
            if (_wanted.Count == 0)
            {
                End();
                return null;
            }

            RunFolder[] runs = [.. _wanted];
            _wanted.Clear();
            return new(runs, TryTakeAgain);
        }
    }

    // Whoever is at it goes on with the same runs; others wait for the next pass.
    private bool TryTakeAgain(IReadOnlyCollection<RunFolder> runs)
    {
        lock (_gate)
        {
            if (_wanted.Count == 0 || !_wanted.IsSubsetOf(runs)) return false;
            _wanted.Clear();
            return true;
        }
    }

    private void End()
    {
        _isWorking = false;
        Monitor.PulseAll(_gate);
    }
}
