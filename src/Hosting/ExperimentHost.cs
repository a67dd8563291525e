using System.CommandLine;
using TrialKeep.Hosting;
using TrialKeep.Hosting.Options;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Hosting.Signals;
using TrialKeep.Hosting.Verbs;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>Gives a program the verbs and options of an experiment: run (the default), plan, evaluate, compare, gate and why.</summary>
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

    internal static async Task<int> RunAsync<TTask, TRecord>(
        string[] args, IReadOnlyList<Option> own, Func<ParseResult, Experiment<TTask, TRecord>> build, HostConsole console)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(own);
        ArgumentNullException.ThrowIfNull(build);
        HostOptions options = new();
        using StopSignal signal = new(console.Error);

        HostSession<TTask, TRecord> Session(ParseResult parsed)
        {
            HostSettings settings = options.Read(parsed, CommandLine.Masked(args));
            return new(Planner.Plan(build(parsed), settings.Selection), settings, console);
        }

        RootCommand root = new("Runs an experiment; the same call again continues it.");
        options.AddTo(root);
        foreach (Option option in own)
        {
            option.Recursive = true;
            root.Options.Add(option);
        }

        void Verb(Command command, Func<ParseResult, Task<int>> action)
        {
            command.SetAction((parsed, _) => Guard.RunAsync(() => action(parsed), signal, console.Error));
            if (command != root) root.Subcommands.Add(command);
        }

        Verb(root, parsed => RunVerb.RunAsync(Session(parsed), signal.Token));
        Verb(new Command("run", "Runs what is left and reports (the default)"), parsed => RunVerb.RunAsync(Session(parsed), signal.Token));
        Verb(new Command("plan", "Shows the state of every answer; nothing runs"), parsed => Task.FromResult(PlanVerb.Run(Session(parsed))));
        Verb(new Command("evaluate", "Computes missing and outdated scores; no variant is asked"), parsed =>
        {
            HostSession<TTask, TRecord> session = Session(parsed);
            HostSettings settings = session.Settings with { Run = session.Settings.Run with { Only = WorkFilter.Outdated } };
            return RunVerb.RunAsync(session with { Settings = settings }, signal.Token);
        });
        Verb(new Command("compare", "Compares the variants of the stored run; nothing runs"), parsed => Task.FromResult(CompareVerb.Run(Session(parsed))));
        Command gate = new("gate", "Judges the stored run against a baseline run: no worse than by a margin");
        options.AddGateTo(gate);
        Verb(gate, parsed => Task.FromResult(GateVerb.Run(Session(parsed))));
        Command why = new("why", "Says why answers are not stored: the parts of the key that differ");
        options.AddItemTo(why);
        Verb(why, parsed => Task.FromResult(WhyVerb.Run(Session(parsed))));

        return await InvokeAsync(root.Parse(args), console).ConfigureAwait(false);
    }

    private static async Task<int> InvokeAsync(ParseResult result, HostConsole console)
    {
        if (result.Errors.Count > 0)
        {
            await console.Error.WriteLineAsync($"{result.Errors[0].Message} See --help.").ConfigureAwait(false);
            return ExitCode.InvalidInput;
        }

        InvocationConfiguration configuration = new() { Output = console.Out, Error = console.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        return await result.InvokeAsync(configuration).ConfigureAwait(false);
    }
}
