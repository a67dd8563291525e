using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs;

/// <summary>Finds the runs of one experiment.</summary>
internal sealed class ExperimentRuns(StoreContext store, string experiment)
{
    /// <summary>Where the runs are, oldest first; none when the experiment has no folder.</summary>
    public List<RunFolder> All() => store.Runs(experiment);

    /// <summary>The run that was begun last; null when there is none.</summary>
    public RunId? Latest() => All() is [.., { } latest] ? latest.Id : null;

    /// <summary>The latest run that executes this manifest; null when there is none.</summary>
    /// <exception cref="StoreException">A run.json is damaged.</exception>
    public RunId? Latest(Digest manifest)
    {
        foreach (RunFolder run in Enumerable.Reverse(All()))
        {
            if (run.Id.MayExecute(manifest) && RunFile.Read(store.Files, run).Manifest == manifest) return run.Id;
        }

        return null;
    }

    /// <summary>Where a run is, when nothing on the way there or in it leads out of the store.</summary>
    public RunFolder Place(RunId run)
    {
        RunFolder folder = store.Run(experiment, run);
        Links.Refuse(store, folder);
        return folder;
    }

    /// <summary>The same for a run that is there: its run.json is, which is not read then.</summary>
    /// <exception cref="StoreException">There is no such run.</exception>
    public RunFolder Existing(RunId run)
    {
        RunFolder folder = Place(run);
        if (!File.Exists(folder.RunFile)) RunFile.Read(store.Files, folder);
        return folder;
    }

    /// <summary>The same for a run whose run.json may be damaged or gone: it has segments then, because that file was written before them.</summary>
    /// <exception cref="StoreException">There is no such run.</exception>
    public RunFolder Begun(RunId run)
    {
        RunFolder folder = Place(run);
        if (!File.Exists(folder.RunFile) && SegmentName.List(folder.Journal).Count == 0) RunFile.Read(store.Files, folder);
        return folder;
    }
}
