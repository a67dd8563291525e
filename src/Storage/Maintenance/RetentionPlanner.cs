using System.Globalization;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Decides about the runs of one experiment, newest first, so that who reuses a run is decided before it.</summary>
internal sealed class RetentionPlanner(StoreContext store, string experiment, RetentionPolicy policy)
{
    private readonly HashSet<RunId> _deleted = [];
    private ReuseMap? _reuse;
    private int _kept;
    private long _bytes;

    public List<RetentionDecision> Decide()
    {
        DateTimeOffset now = store.Options.Time.GetUtcNow();
        List<RetentionDecision> decisions = [];
        foreach (RunSummary run in RunList.Newest(store, new() { Experiment = experiment }))
        {
            RunFolder folder = store.Run(experiment, run.Id);
            long bytes = new SizeMeter(store).MeasureRun(folder).Total.Bytes;
            (bool isDeleted, string reason) = Decide(run, folder, bytes, now);
            if (isDeleted) _deleted.Add(run.Id);
            else _bytes += bytes;
            decisions.Add(new(experiment, run.Id, isDeleted, reason, bytes));
        }

        return decisions;
    }

    private (bool IsDeleted, string Reason) Decide(RunSummary run, RunFolder folder, long bytes, DateTimeOffset now)
    {
        if (run.Info is null || run.Error is not null) return (false, $"It can't be read ({run.Error?.Message.TrimEnd('.')}); repair it, or delete it by name.");
        if (run.Status == RunStatus.Running) return (false, "It is being worked on.");
        if (run.Marks.IsPinned) return (false, "It is pinned.");
        if (!policy.Statuses.Contains(run.Status!.Value)) return (false, $"It is {Word(run.Status.Value)}, which the policy is not about.");
        if (policy.Tag is { } tag && !run.Marks.Tags.Contains(tag)) return (false, $"It has no tag '{tag}'.");
        if (policy.ExceptTag is { } except && run.Marks.Tags.Contains(except)) return (false, $"It has the tag '{except}'.");
        int place = ++_kept;
        if (Excess(run.Info, bytes, place, now) is not { } reason) return (false, "It is within the limits.");
        RunId[] users = [.. (_reuse ??= ReuseMap.Of(store, experiment)).UsersOf(run.Id).Where(user => !_deleted.Contains(user))];
        return users.Length == 0 ? (true, reason) : (false, $"It should go ({reason.TrimEnd('.')}), and stays because {string.Join(", ", users.Select(static user => $"'{user}'"))} reuse{(users.Length == 1 ? "s" : "")} its records.");
    }

    private string? Excess(RunInfo info, long bytes, int place, DateTimeOffset now)
    {
        if (place > policy.MostRuns) return string.Create(CultureInfo.InvariantCulture, $"It is number {place} of the newest, and {policy.MostRuns} stay.");
        if (now - info.Updated > policy.LongestAge) return string.Create(CultureInfo.InvariantCulture, $"It was changed {(now - info.Updated).TotalDays:0.#} days ago, more than {policy.LongestAge.Value.TotalDays:0.#}.");
        if (_bytes + bytes > policy.MostBytes) return string.Create(CultureInfo.InvariantCulture, $"With it the runs that stay would have {_bytes + bytes} bytes, more than {policy.MostBytes}.");
        return null;
    }

    private static string Word(RunStatus status) => status.ToString().ToLowerInvariant();
}
