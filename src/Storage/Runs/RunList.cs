namespace TrialKeep.Storage.Runs;

/// <summary>Lists runs, with what is derived of them.</summary>
internal static class RunList
{
    public static RunStatus StatusOf(StoreContext store, RunFolder run, RunInfo info)
    {
        if (info.Status != RunStatus.Running || RunLock.IsLive(store.Files, run)) return info.Status;
        // It may have ended between the two looks, and freed its lock for that.
        RunStatus now = RunFile.Read(store.Files, run).Status;
        return now == RunStatus.Running ? RunStatus.Stale : now;
    }
}
