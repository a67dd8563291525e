namespace TrialKeep.Storage.Runs;

/// <summary>Lists and finds runs, with what is derived of them.</summary>
internal static class RunList
{
    private const int MostNamed = 8;

    public static RunStatus StatusOf(StoreContext store, RunFolder run, RunInfo info)
    {
        if (info.Status != RunStatus.Running || RunLock.IsLive(store.Files, run)) return info.Status;
        // It may have ended between the two looks, and freed its lock for that.
        RunStatus now = RunFile.Read(store.Files, run).Status;
        return now == RunStatus.Running ? RunStatus.Stale : now;
    }

    /// <summary>The runs that fit, newest first. What can't be read fits when nothing is asked of it.</summary>
    public static List<RunSummary> Newest(StoreContext store, RunFilter filter)
    {
        if (filter.Limit is { } limit) ArgumentOutOfRangeException.ThrowIfNegative(limit, nameof(filter));
        return [.. Folders(store, filter.Experiment).Select(run => Summary(store, run)).Where(run => Fits(run, filter)).Take(filter.Limit ?? int.MaxValue)];
    }

    /// <exception cref="StoreException">No run, or several, have an id that starts so.</exception>
    public static FoundRun Find(StoreContext store, string? experiment, string prefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(prefix);
        List<RunFolder> found = [.. Folders(store, experiment).Where(run => run.Id.Text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))];
        string where = experiment is null ? "The store" : $"The experiment '{experiment}'";
        return found.Count switch
        {
            1 => new(found[0].Experiment, found[0].Id),
            0 => throw new StoreException(Problem.NotFound, $"{where} has no run whose id starts with '{Name.Shown(prefix)}'; list the runs for those it has.", store.Folder),
            _ => throw new StoreException(Problem.Ambiguous, $"{where} has {found.Count} runs whose id starts with '{Name.Shown(prefix)}': {Candidates(found)}; give more of the id{(experiment is null ? ", or the experiment" : "")}.", store.Folder),
        };
    }

    private static IEnumerable<RunFolder> Folders(StoreContext store, string? experiment) =>
        (experiment is null ? store.Experiments() : [experiment]).SelectMany(store.Runs)
        .OrderByDescending(run => run.Id).ThenBy(run => run.Experiment, StringComparer.Ordinal);

    private static string Candidates(List<RunFolder> found) =>
        string.Join(", ", found.Take(MostNamed).Select(run => $"{run.Experiment}/{run.Id}")) + (found.Count > MostNamed ? " and older ones" : "");

    private static RunSummary Summary(StoreContext store, RunFolder run)
    {
        RunSummary summary = new(run.Experiment, run.Id, null, null, RunMarks.None, null);
        try
        {
            Links.Refuse(store, run);
            RunInfo info = RunFile.Read(store.Files, run);
            summary = summary with { Info = info, Status = StatusOf(store, run, info) };
            return summary with { Marks = MarksFile.Read(store.Files, run) };
        }
        catch (StoreException error)
        {
            return summary with { Error = error };
        }
    }

    private static bool Fits(RunSummary run, RunFilter filter) =>
        (filter.Status is null || run.Status == filter.Status)
        && (filter.Tag is null || run.Marks.Tags.Contains(filter.Tag))
        && (filter.IsPinned is null || run.Marks.IsPinned == filter.IsPinned);
}
