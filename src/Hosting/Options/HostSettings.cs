using TrialKeep.Hosting.Results;
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

    /// <summary>Standard output is for people: neither silenced nor taken by a file.</summary>
    public bool IsTextWanted => !Quiet && !OutputFiles.Any(static file => file.Path == OutputFile.StandardOutput);

    /// <summary>The files to write, with the options that name them.</summary>
    public IEnumerable<(string Option, string Path)> OutputFiles =>
        new (string Option, string? Path)[] { ("--json", Json), ("--results", Results), ("--report", Report) }.Where(static file => file.Path is not null)!;

    public string Baseline { get; init; } = "previous";

    public double Margin { get; init; }

    public string? Item { get; init; }
}
