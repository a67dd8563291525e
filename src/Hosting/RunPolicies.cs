using TrialKeep.Orchestration.Execution;

namespace TrialKeep;

/// <summary>How a specification wants its experiment to be run. What the command line says counts first; no key depends on it.</summary>
public sealed record RunPolicies
{
    /// <summary>How many answers are asked for at once; null for as many as there are processors.</summary>
    public int? Parallelism { get; init; }

    /// <summary>After so many items that failed the call stops; null for never.</summary>
    public int? MaxFailures { get; init; }

    /// <summary>What a call may spend.</summary>
    public Budget Budget { get; init; } = new();

    /// <summary>The options of a call, these policies where they say nothing.</summary>
    internal RunOptions Under(RunOptions options) => options with
    {
        MaxFailures = options.MaxFailures ?? MaxFailures,
        Budget = new()
        {
            Items = options.Budget.Items ?? Budget.Items,
            Tokens = options.Budget.Tokens ?? Budget.Tokens,
            Cost = options.Budget.Cost ?? Budget.Cost,
            Time = options.Budget.Time ?? Budget.Time,
        },
    };
}
