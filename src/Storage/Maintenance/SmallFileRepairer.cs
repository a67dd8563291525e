using TrialKeep.Storage.Checkpoints;
using TrialKeep.Storage.DataSets;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Sets aside the small files of a run that can't be read: marks, notes of data sets, checkpoints.</summary>
internal sealed class SmallFileRepairer(StoreContext store, RunFolder run, RepairLog log)
{
    /// <exception cref="StoreException">A file can't be read or written for another reason than its content.</exception>
    public void Repair()
    {
        if (IsBad(run.MarksFile, () => MarksFile.Read(store.Files, run)))
        {
            // Retention must not delete what somebody wanted to keep.
            log.Replace(RepairKind.MadeAnew, run.MarksFile, "It can't be read; the run is pinned now, so that nothing deletes it, and its tags have to be set again.", () => MarksFile.Write(store, run, new(IsPinned: true, [])));
        }

        foreach (int number in DataSetFile.Numbers(run))
        {
            string path = DataSetFile.PathOf(run, number);
            if (IsBad(path, () => DataSetFile.Read(store.Files, path, number))) log.Replace(RepairKind.SetAside, path, "It can't be read; results do not depend on it, and the next call notes its data again.");
        }

        CheckpointReader checkpoints = new(store, run);
        foreach (string name in checkpoints.Names())
        {
            foreach (int number in checkpoints.Numbers(name)) Repair(name, number);
        }
    }

    private void Repair(string name, int number)
    {
        string path = CheckpointFile.PathOf(run.Checkpoints(name), number);
        DamagedLine? damage = null;
        if (IsBad(path, () => CheckpointFile.TryRead(store.Files, run, name, path, number, out _, out damage)) || damage is not null)
        {
            log.Replace(RepairKind.SetAside, path, $"It can't be read ({damage?.Reason ?? "it is too long"}); the newest one that can be counts.");
        }
    }

    // Without its checksum, spoilt, a file would pass for one that somebody wrote by hand.
    private bool IsBad(string path, Action read)
    {
        if (!File.Exists(path)) return false;
        try
        {
            read();
            return !path.EndsWith(".checkpoint", StringComparison.Ordinal) && SystemErrors.Read(path, () => CheckedObject.EndsSpoilt(WholeFile.Read(store.Files, path)));
        }
        catch (StoreException error) when (error.Problem == Problem.Damaged)
        {
            return true;
        }
    }
}
