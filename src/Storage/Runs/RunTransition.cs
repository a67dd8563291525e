namespace TrialKeep.Storage.Runs;

/// <summary>Which status may follow which.</summary>
internal static class RunTransition
{
    /// <summary>Refuses what can't follow. A run that ended is taken back to running before it can end otherwise.</summary>
    /// <exception cref="StoreException">It can't (<see cref="Problem.BadState"/>).</exception>
    public static void Check(RunFolder run, RunStatus from, RunStatus to)
    {
        if (IsAllowed(from, to)) return;
        string cure = to switch
        {
            RunStatus.Stale => "nobody writes that, it is found out",
            RunStatus.Pending => "begin a new run",
            _ => "take it back to running first",
        };
        throw new StoreException(Problem.BadState, $"Run '{run.Id}' is {Text(from)} and can't become {Text(to)}; {cure}.", run.RunFile);
    }

    public static bool IsEnd(RunStatus status) => status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;

    public static string Text(RunStatus status) => status switch
    {
        RunStatus.Pending => "pending",
        RunStatus.Running => "running",
        RunStatus.Completed => "completed",
        RunStatus.Failed => "failed",
        RunStatus.Cancelled => "cancelled",
        _ => "stale",
    };

    private static bool IsAllowed(RunStatus from, RunStatus to) => to switch
    {
        RunStatus.Running => true,
        RunStatus.Completed or RunStatus.Failed => from == RunStatus.Running || from == to,
        RunStatus.Cancelled => from is RunStatus.Pending or RunStatus.Running or RunStatus.Cancelled,
        _ => from == to && to == RunStatus.Pending,
    };
}
