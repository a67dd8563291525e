using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Reports;
using TrialKeep.Hosting.Builds;
using TrialKeep.Hosting.Results;
using TrialKeep.Orchestration.Bundles;
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

    public ContentPolicy Content { get; init; }
    /// <summary>The file for the verdict as JUnit XML; null for none.</summary>
    public string? Junit { get; init; }

    /// <summary>The build server to talk to.</summary>
    public BuildServer Annotations { get; init; }

    public bool Quiet { get; init; }

    /// <summary>Nothing is asked, scored or written.</summary>
    public bool DryRun { get; init; }

    /// <summary>Standard output is for people: neither silenced nor taken by a file.</summary>
    public bool IsTextWanted => !Quiet && !IsOutputTaken;

    /// <summary>A file is written to standard output.</summary>
    public bool IsOutputTaken => OutputFiles.Any(static file => file.Path == OutputFile.StandardOutput);

    /// <summary>The files to write, with the options that name them.</summary>
    public IEnumerable<(string Option, string Path)> OutputFiles =>
        new (string Option, string? Path)[] { ("--json", Json), ("--results", Results), ("--report", Report), ("--write-baseline", WriteBaseline), ("--junit", Junit) }.Where(static file => file.Path is not null)!;

    public string Baseline { get; init; } = "previous";

    public double Margin { get; init; }

    /// <summary>The difference that a comparison should be able to show; null for what is observed.</summary>
    public double? Matters { get; init; }

    public string? Item { get; init; }

    /// <summary>The id of a run, or its beginning; null for the latest.</summary>
    public string? RunId { get; init; }

    public IReadOnlyList<GateRule> Rules { get; init; } = [];

    public string? WriteBaseline { get; init; }

    public string? Against { get; init; }

    public IReadOnlyList<string> By { get; init; } = [];

    public MissingPolicy Missing { get; init; }

    public Correction Correction { get; init; }

    /// <summary>What is there is computed anew, current or not.</summary>
    public bool Again { get; init; }

    public string? Labels { get; init; }

    /// <summary>What diff starts from.</summary>
    public string From { get; init; } = "";

    /// <summary>What diff comes to.</summary>
    public string To { get; init; } = "";

    /// <summary>The run to resume.</summary>
    public string RunName { get; init; } = "";

    /// <summary>The file or folder that is imported or exported.</summary>
    public string Input { get; init; } = "";

    /// <summary>Where a background process writes what it says; null for the run's folder.</summary>
    public string? Log { get; init; }

    /// <summary>What a bundle asks for.</summary>
    public BundleKind Kind { get; init; }

    /// <summary>What becomes of files of which lines are refused; null for what the verb does by itself.</summary>
    public ImportPolicy? Refused { get; init; }

    /// <summary>How arms are compared.</summary>
    public ComparisonOptions Comparison => new() { Missing = Missing, Correction = Correction, By = By, Margin = Matters };
}
