using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Maintenance;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Transfer;

/// <summary>Takes runs of one experiment to another store, under the locks of the experiment in both.</summary>
internal sealed class RunMover(StoreContext store, string experiment)
{
    /// <summary>Copies runs; when all are there, they are deleted here if that is asked for.</summary>
    /// <param name="runs">The runs, oldest first.</param>
    /// <param name="target">The store.</param>
    /// <param name="deletes">Whether they leave this store.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Take(IReadOnlyList<RunId> runs, Store target, bool deletes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Folder == store.Folder) throw new ArgumentException("A run is moved to another store than its own.", nameof(target));
        if (runs.Count == 0) return;
        using (RunRemover here = RunRemover.Open(store, experiment))
        {
            using (ExperimentLocks.Take(target.Context, experiment))
            {
                foreach (RunId run in runs)
                {
                    if (deletes) here.Demand(run, runs);
                }

                RunTransfer transfer = new(store, target.Context, experiment, cancellation);
                foreach (RunId run in runs) transfer.Copy(run);
            }

            foreach (RunId run in runs.Reverse())
            {
                if (deletes) here.Delete(run);
            }
        }

        new CatalogWriter(target.Context).Update(anew: false);
    }
}
