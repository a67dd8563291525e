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
    private ExceptionDispatchInfo? _failure;
    private bool _isWanted;
    private bool _isWorking;

    /// <summary>Begins to index what the journals hold now; what is appended later needs another call.</summary>
    public void Begin()
    {
        if (!store.UsesSqlite) return;
        lock (_gate)
        {
            _isWanted = true;
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
            while (Next()) new CatalogWriter(store).Fill();
        }
#pragma warning disable CA1031 // A fault of the program belongs to a caller, and may not end the process from here.
        catch (Exception error)
#pragma warning restore CA1031
        {
            lock (_gate)
            {
                _failure = ExceptionDispatchInfo.Capture(error);
                _isWanted = false;
                End();
            }
        }
    }

    private bool Next()
    {
        lock (_gate)
        {
            bool isNext = _isWanted;
            _isWanted = false;
            if (!isNext) End();
            return isNext;
        }
    }

    private void End()
    {
        _isWorking = false;
        Monitor.PulseAll(_gate);
    }
}
