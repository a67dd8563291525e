namespace TrialKeep.Orchestration.Progress;

/// <summary>How far a stage is.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Planned">Work items of the stage.</param>
/// <param name="Cached">Of these, how many needed no call.</param>
/// <param name="Done">Of these, how many have succeeded in this call.</param>
/// <param name="Failed">Of these, how many have failed in this call.</param>
/// <param name="Elapsed">Since the stage began.</param>
public readonly record struct RunProgress(RunStage Stage, int Planned, int Cached, int Done, int Failed, TimeSpan Elapsed)
{
    /// <summary>The name of a stage of the program's own; null for the others.</summary>
    public string? Name { get; init; }

    /// <summary>Calls that wait until their variant may be asked again: for a rate, or because the service asked to wait.</summary>
    public int Waiting { get; init; }

    /// <summary>Tries after the first, which have failed or succeeded.</summary>
    public int Retries { get; init; }

    /// <summary>Of the answers, how many were refused.</summary>
    public int Refused { get; init; }

    /// <summary>Of the answers, how many were cut.</summary>
    public int Truncated { get; init; }

    /// <summary>What this call has used up so far, in earlier stages too; null while nobody said.</summary>
    public Usage? Spent { get; init; }

    /// <summary>The stages that are over, as they ended.</summary>
    public IReadOnlyList<RunProgress> Earlier { get; init; } = [];

    /// <summary>Work items that are still to do.</summary>
    public int Left => Planned - Cached - Done - Failed;

    /// <summary>Calls a second; 0 before the first has ended.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? (Done + Failed) / Elapsed.TotalSeconds : 0;

    /// <summary>What is left at this rate; null while that is unknown.</summary>
    public TimeSpan? Remaining => Rate > 0 ? TimeSpan.FromSeconds(Math.Min(Left / Rate, TimeSpan.MaxValue.TotalSeconds / 2)) : null;
}
