using Microsoft.Extensions.DependencyInjection;
using TrialKeep.Hosting;
using TrialKeep.Hosting.Services;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>Registers experiments, so that they are put together from what a container gives: variants and evaluators with clients, options and loggers.</summary>
public static class ExperimentServices
{
    /// <summary>Registers an experiment. It is put together when the program is called for it, with the services of one scope, which ends with the call.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the experiment, by which <c>--experiment</c> chooses it.</param>
    /// <param name="build">Adds data, variants and evaluations; what it needs it asks the provider for.</param>
    public static IServiceCollection AddExperiment<TTask, TRecord>(
        this IServiceCollection services, string name, Func<IServiceProvider, Experiment<TTask, TRecord>, Experiment<TTask, TRecord>> build)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(build);
        return services.AddSingleton<RegisteredExperiment>(new RegisteredExperiment<TTask, TRecord>(
            name, provider => HostProgram<TTask, TRecord>.Of([], _ => build(provider, Experiment.For<TTask, TRecord>(name)))));
    }

    /// <summary>Registers an experiment that data describe: its program takes <c>--spec FILE</c>.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name by which <c>--experiment</c> chooses it; the experiment itself is called as the file says.</param>
    /// <param name="specification">Says what the file may name; what it needs it asks the provider for.</param>
    public static IServiceCollection AddSpecification<TTask, TRecord>(
        this IServiceCollection services, string name, Func<IServiceProvider, Specification<TTask, TRecord>, Specification<TTask, TRecord>> specification)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(specification);
        return services.AddSingleton<RegisteredExperiment>(new RegisteredExperiment<TTask, TRecord>(
            name, provider => HostProgram<TTask, TRecord>.Of(() => specification(provider, Specification.For<TTask, TRecord>()))));
    }
}
