using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Execution;

/// <summary>How a call executes a plan. Nothing of this changes a key.</summary>
public sealed record RunOptions
{
    /// <summary>How many answers, outputs or scores are asked for at once.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Starts a new run that looks nothing up, whenever it is continued. To continue one, call without this.</summary>
    public bool Fresh { get; init; }

    /// <summary>A generation that is not stored is an error: no variant is called. Evaluators are: scores are computed from what is stored.</summary>
    public bool Offline { get; init; }

    /// <summary>What the call is restricted to.</summary>
    public WorkFilter Only { get; init; }

    /// <summary>The run to continue, which must execute the plan's manifest; null for the latest one that does, or a new one.</summary>
    public RunId? Resume { get; init; }

    /// <summary>
    /// How every variant, every judge and whatever else the experiment gives limits may be called; what is said here counts before what the experiment says of one. Retries
    /// go for all transforms and evaluators.
    /// </summary>
    public VariantLimits Limits { get; init; } = new();

    /// <summary>After so many items that failed the call stops; 1 is fail-fast, null never.</summary>
    public int? MaxFailures { get; init; }

    /// <summary>What the call may spend.</summary>
    public Budget Budget { get; init; } = new();

    /// <summary>What tokens cost; null for the experiment's own prices.</summary>
    public PriceTable? Prices { get; init; }

    /// <summary>
    /// Other processes that say the same may work on the run at the same time: each item is done by one of them, and what one that died had begun is done by
    /// another. It ends when the last one leaves. What the budget and <see cref="MaxFailures"/> allow, they are allowed together.
    /// </summary>
    public bool Shared { get; init; }

    /// <summary>Is told what happens; null for nobody. Nothing of what was asked and answered is said, but for the messages of errors, secrets masked.</summary>
    public ILogger? Logger { get; init; }

    /// <summary>Traces hold outputs, explanations and messages of errors, too, and not only names, numbers and kinds.</summary>
    public bool TraceContent { get; init; }

    /// <summary>Stages of the program's own that run whether or not they have ended well on the run as it is.</summary>
    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>The last stage of the call; later ones are left for another. After <see cref="RunStage.Evaluate"/> come the stages of the program's own.</summary>
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
