using System.CommandLine;
using Microsoft.Extensions.Logging;
using TrialKeep.Hosting.Specifications;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting;

/// <summary>What a program brings: options of its own, and how its experiment is made from the command line.</summary>
internal sealed record HostProgram<TTask, TRecord>(IReadOnlyList<Option> Own, Func<ParseResult, SpecifiedExperiment<TTask, TRecord>> Build)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    /// <summary>Is told what happens; null for nobody.</summary>
    public ILogger? Logger { get; init; }

    public static HostProgram<TTask, TRecord> Of(IReadOnlyList<Option> own, Func<ParseResult, Experiment<TTask, TRecord>> build) =>
        new(own, parsed => new(build(parsed), new RunPolicies()));

    public static HostProgram<TTask, TRecord> Of(Func<Specification<TTask, TRecord>> specification)
    {
        Option<string?> file = new("--spec") { Description = "The file, JSON, that says which data, variants and evaluations", HelpName = "FILE" };
        return new([file], parsed => specification().Read(parsed.GetValue(file) ?? throw new InvalidInputException("The experiment is described by data; say which with --spec FILE.")));
    }
}
