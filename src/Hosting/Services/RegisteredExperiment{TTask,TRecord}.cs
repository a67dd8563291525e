using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Hosting.Specifications;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Services;

/// <summary>An experiment whose program is made with the services of one scope, which lives as long as the call.</summary>
internal sealed class RegisteredExperiment<TTask, TRecord>(string name, Func<IServiceProvider, HostProgram<TTask, TRecord>> program) : RegisteredExperiment(name)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    public override async Task<int> RunAsync(string[] args, IReadOnlyList<Option> own, IServiceProvider services, HostConsole console)
    {
        AsyncServiceScope scope = services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            HostProgram<TTask, TRecord> made = program(scope.ServiceProvider);
            HostProgram<TTask, TRecord> whole = made with { Own = [.. own, .. made.Own], Build = parsed => Build(made, parsed), Logger = services.GetService<ILoggerFactory>()?.CreateLogger("TrialKeep") };
            return await ExperimentHost.RunAsync(args, whole, console).ConfigureAwait(false);
        }
    }

    // A container says so which service it lacks.
    private SpecifiedExperiment<TTask, TRecord> Build(HostProgram<TTask, TRecord> made, ParseResult parsed)
    {
        try
        {
            return made.Build(parsed);
        }
        catch (InvalidOperationException exception)
        {
            throw new InvalidInputException($"The experiment '{Name}' can't be put together: {exception.Message}", exception);
        }
    }
}
