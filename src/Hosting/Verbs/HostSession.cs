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

    /// <summary>The store, if there is one: a verb that only looks writes nothing.</summary>
    public Store? FindStore() => Store.Find(Settings.Store);

    public ExperimentRunner<TTask, TRecord> Runner(Store store) => new(Plan, store, Settings.Run);

    /// <summary>The stored run of the plan; when there is none, the user is told and it is null.</summary>
    public Run<TTask, TRecord>? FindRun(Store? store)
    {
        if (store is not null && Runner(store).Read() is { } run) return run;
        Console.Error.WriteLine($"There is no run of this plan of '{Plan.Experiment.Name}' in {Settings.Store}; run it first.");
        return null;
    }

    /// <summary>Tells what failed and what is damaged; a damaged store comes before the code of the verb.</summary>
    public int Conclude(Store store, Run<TTask, TRecord> run, int code)
    {
        FailureSummary.Write(Console.Error, run);
        foreach (string notice in store.Notices) Console.Error.WriteLine(notice);
        DamageSummary.Write(Console.Error, run.Damage);
        return run.Damage.Count > 0 ? ExitCode.StoreUnreadable : code;
    }
}
