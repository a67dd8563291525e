using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;

namespace TrialKeep.Hosting.Options;

/// <summary>What the command line says.</summary>
internal sealed record HostSettings
{
    public required string Store { get; init; }

    public required Selection Selection { get; init; }

    public required RunOptions Run { get; init; }

    public string? Json { get; init; }

    public string? Results { get; init; }

    public string? Report { get; init; }

    public bool Quiet { get; init; }

    public string Baseline { get; init; } = "previous";

    public double Margin { get; init; }

    public string? Item { get; init; }
}
