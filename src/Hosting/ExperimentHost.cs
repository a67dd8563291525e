using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Hosting;
using TrialKeep.Hosting.Options;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Hosting.Services;
using TrialKeep.Hosting.Signals;
using TrialKeep.Hosting.Specifications;
using TrialKeep.Hosting.Verbs;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>Gives a program the verbs and options of an experiment: run (the default), resume, submit, plan, estimate, diff, transform, evaluate, compare, gate, why, import, export-bundle and import-bundle.</summary>
public static class ExperimentHost
{
    /// <summary>Runs a program that is one experiment.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="experiment">The experiment.</param>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync<TTask, TRecord>(string[] args, Experiment<TTask, TRecord> experiment)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => RunAsync(args, [], _ => experiment);

    /// <summary>Runs a program with options of its own.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="own">The program's own options; they stand beside those of the host.</param>
    /// <param name="build">Makes the experiment from what the command line says.</param>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync<TTask, TRecord>(string[] args, IReadOnlyList<Option> own, Func<ParseResult, Experiment<TTask, TRecord>> build)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => RunAsync(args, own, build, HostConsole.Real());

    /// <summary>Runs a program whose experiment is described by data, in the file that <c>--spec</c> names.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="specification">What the file may name.</param>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync<TTask, TRecord>(string[] args, Specification<TTask, TRecord> specification)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(specification);
        return RunAsync(args, HostProgram<TTask, TRecord>.Of(() => specification), HostConsole.Real());
    }

    /// <summary>Runs a program with the experiments that its services have registered: the only one, or that of <c>--experiment NAME</c>.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="services">The services, with experiments of <see cref="ExperimentServices"/>; a logger factory among them is told what happens.</param>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] args, IServiceProvider services) => RunAsync(args, services, HostConsole.Real());

    /// <summary>Runs a program with the experiments of a host, which is started before and stopped afterwards.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="host">The host.</param>
    /// <returns>The exit code, one of <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(string[] args, IHost host) => RunAsync(args, host, HostConsole.Real());

    internal static async Task<int> RunAsync(string[] args, IHost host, HostConsole console)
    {
        ArgumentNullException.ThrowIfNull(host);
        await host.StartAsync().ConfigureAwait(false);
        try
        {
            return await RunAsync(args, host.Services, console).ConfigureAwait(false);
        }
        finally
        {
            await host.StopAsync().ConfigureAwait(false);
        }
    }

    internal static async Task<int> RunAsync(string[] args, IServiceProvider services, HostConsole console)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(services);
        RegisteredExperiment[] experiments = [.. services.GetServices<RegisteredExperiment>()];
        try
        {
            return await ExperimentChoice.Of(args, experiments).RunAsync(args, [ExperimentChoice.Option(experiments)], services, console).ConfigureAwait(false);
        }
        catch (InvalidInputException exception)
        {
            console.Error.WriteLine(DisplayText.Lines(exception.Message));
            return ExitCode.InvalidInput;
        }
    }

    internal static Task<int> RunAsync<TTask, TRecord>(
        string[] args, IReadOnlyList<Option> own, Func<ParseResult, Experiment<TTask, TRecord>> build, HostConsole console)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(build);
        return RunAsync(args, HostProgram<TTask, TRecord>.Of(own, build), console);
    }

    internal static async Task<int> RunAsync<TTask, TRecord>(string[] args, HostProgram<TTask, TRecord> program, HostConsole console)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(args);
        using StopSignal signal = new(console.Error);
        RootCommand root = Commands(program.Own, (parsed, options) => Session(args, parsed, options, program, console), signal.Token);
        return await Guard.RunAsync(() => InvokeAsync(root.Parse(args), console), signal, console.Error).ConfigureAwait(false);
    }

    private static RootCommand Commands<TTask, TRecord>(
        IReadOnlyList<Option> own, Func<ParseResult, HostOptions, HostSession<TTask, TRecord>> open, CancellationToken stop)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        HostOptions options = new();
        RootCommand root = new("Runs an experiment; the same call again continues it.");
        options.AddTo(root);
        foreach (Option option in own)
        {
            option.Recursive = true;
            root.Options.Add(option);
        }

        void Verb(Command command, Func<HostSession<TTask, TRecord>, Task<int>> action)
        {
            command.SetAction((parsed, _) => action(open(parsed, options)));
            if (command != root) root.Subcommands.Add(command);
        }

        Verb(root, session => RunVerb.RunAsync(session, stop));
        Verb(new Command("run", "Runs what is left and reports (the default)"), session => RunVerb.RunAsync(session, stop));
        Verb(new Command("plan", "Shows the state of every answer; nothing runs"), static session => Task.FromResult(PlanVerb.Run(session)));
        Verb(new Command("estimate", "Says what a run would take: calls, tokens, money and time, each with what it rests on; nothing runs"), static session => Task.FromResult(EstimateVerb.Run(session)));
        Command diff = new("diff", "Says what differs between two runs, or between a run and the plan as it is now, and what it costs to get there; nothing runs");
        options.Verbs.AddDiffTo(diff);
        Verb(diff, static session => Task.FromResult(DiffVerb.Run(session)));
        Command resume = new("resume", "Goes on with a stored run of this plan, and refuses one of another plan with what differs");
        options.Verbs.AddResumeTo(resume);
        Verb(resume, session => ResumeVerb.RunAsync(session, stop));
        Command submit = new("submit", "Runs in a process in the background, which survives the terminal");
        options.Verbs.AddSubmitTo(submit);
        Verb(submit, session => SubmitVerb.RunAsync(session, stop));
        Command import = new("import", "Takes in records that were made elsewhere, as JSON lines of item, variant, sample and record");
        options.Verbs.AddImportTo(import);
        Verb(import, session => ImportVerb.RecordsAsync(session, stop));
        Command export = new("export-bundle", "Writes what is left to do as a folder that another machine, a person or a batch service can fill; nothing runs");
        options.Verbs.AddExportTo(export);
        Verb(export, static session => Task.FromResult(ExportVerb.Run(session)));
        Command bundle = new("import-bundle", "Takes in the answers or scores of a bundle, all or some of them");
        options.Verbs.AddBundleTo(bundle);
        Verb(bundle, session => ImportVerb.BundleAsync(session, stop));
        Command transform = new("transform", "Transforms the answers of the stored run that are not transformed yet; no variant is asked and nothing is scored");
        options.AddAgainTo(transform);
        Verb(transform, session => TransformVerb.RunAsync(session, stop));
        Command evaluate = new("evaluate", "Computes missing and outdated transforms and scores of the stored run; no variant is asked");
        options.AddAgainTo(evaluate);
        Verb(evaluate, session => EvaluateVerb.RunAsync(session, stop));
        Command compare = new("compare", "Compares the variants of the stored run, with another run and by slices if asked; nothing runs");
        options.AddCompareTo(compare);
        Verb(compare, static session => Task.FromResult(CompareVerb.Run(session)));
        Command gate = new("gate", "Judges the stored run by rules, such as no worse than a baseline by a margin; --json writes the verdict");
        options.AddGateTo(gate);
        Verb(gate, static session => Task.FromResult(GateVerb.Run(session)));
        Command progress = new("progress", "Says how far a run is, by default the experiment's latest, whoever works on it; nothing runs");
        options.AddRunTo(progress);
        Verb(progress, static session => Task.FromResult(ProgressVerb.Run(session)));
        Command why = new("why", "Says why answers are not stored: the parts of the key that differ");
        options.AddItemTo(why);
        Verb(why, static session => Task.FromResult(WhyVerb.Run(session)));
        return root;
    }

    private static HostSession<TTask, TRecord> Session<TTask, TRecord>(
        string[] args, ParseResult parsed, HostOptions options, HostProgram<TTask, TRecord> program, HostConsole console)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        SpecifiedExperiment<TTask, TRecord> specified = Build(parsed, program);
        HostSettings settings = options.Read(parsed, CommandLine.Masked(args), specified.Policies);
        settings = settings with { Run = settings.Run with { Logger = program.Logger } };
        return new(Planner.Plan(specified.Experiment, settings.Selection), settings, console);
    }

    // What a builder refuses, an empty name or two of the same, is for the user to mend, not a fault of this SDK.
    private static SpecifiedExperiment<TTask, TRecord> Build<TTask, TRecord>(ParseResult parsed, HostProgram<TTask, TRecord> program)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        try
        {
            return program.Build(parsed);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidInputException(Sentence.Of(exception), exception);
        }
    }

    private static async Task<int> InvokeAsync(ParseResult result, HostConsole console)
    {
        if (result.Errors.Count > 0) throw new InvalidInputException($"{result.Errors[0].Message} See --help.");
        InvocationConfiguration configuration = new() { Output = console.Out, Error = console.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await result.InvokeAsync(configuration).ConfigureAwait(false);
    }
}
