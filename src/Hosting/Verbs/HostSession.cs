using TrialKeep.Hosting.Options;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>What every verb works with: the plan, made before the store is touched, and the settings.</summary>
internal sealed record HostSession<TTask, TRecord>(Plan<TTask, TRecord> Plan, HostSettings Settings, HostConsole Console)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    /// <summary>The store, made when it is not there.</summary>
    public Store OpenStore() => Store.Open(Settings.Store);

    /// <summary>The store, if there is one: a verb that only looks makes none.</summary>
    public Store? FindStore() => Directory.Exists(Settings.Store) ? Store.Open(Settings.Store) : null;

    public ExperimentRunner<TTask, TRecord> Runner(Store store) => new(Plan, store, Settings.Run);
}
