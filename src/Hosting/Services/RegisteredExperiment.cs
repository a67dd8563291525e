using System.CommandLine;
using TrialKeep.Hosting.Rendering;

namespace TrialKeep.Hosting.Services;

/// <summary>An experiment that a container knows by name.</summary>
internal abstract class RegisteredExperiment(string name)
{
    public string Name => name;

    /// <summary>Runs the program as this experiment.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="own">Options beside those of the host.</param>
    /// <param name="services">The container.</param>
    /// <param name="console">Where the program writes.</param>
    public abstract Task<int> RunAsync(string[] args, IReadOnlyList<Option> own, IServiceProvider services, HostConsole console);
}
