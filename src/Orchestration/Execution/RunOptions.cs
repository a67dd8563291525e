using TrialKeep.Orchestration.Progress;

namespace TrialKeep.Orchestration.Execution;

/// <summary>How a call executes a plan. Nothing of this changes a key.</summary>
public sealed record RunOptions
{
    /// <summary>How many variants answer at once.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Starts a new run that looks nothing up, whenever it is continued. To continue one, call without this.</summary>
    public bool Fresh { get; init; }

    /// <summary>A generation that is not stored is an error: no variant is called. Evaluators are: scores are computed from what is stored.</summary>
    public bool Offline { get; init; }

    /// <summary>What the call is restricted to.</summary>
    public WorkFilter Only { get; init; }

    /// <summary>The last stage of the call; later ones are left for another.</summary>
    public RunStage Until { get; init; } = RunStage.Evaluate;

    /// <summary>
    /// The stage from which on everything is computed anew from what is stored, current or not; null for none. It is no matter of variants:
    /// those answer anew in a fresh run.
    /// </summary>
    public RunStage? Replay { get; init; }

    /// <summary>How long calls that are under way may go on after a cancellation.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The command line to keep with the run, already without secrets; null for none.</summary>
    public string? CommandLine { get; init; }
}
