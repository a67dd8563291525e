using TrialKeep.Orchestration.Differences;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Resuming;

/// <summary>
/// Demands that a run executes the manifest of a plan before it is continued. Nothing else binds a run: where the store lies, how many answers are asked for at
/// once, evaluations and display names may be others than when it was begun.
/// </summary>
internal static class ResumeCheck
{
    /// <exception cref="InvalidInputException">The run executes another manifest; the message says what differs.</exception>
    public static void Demand<TTask, TRecord>(Plan<TTask, TRecord> plan, StoredExperiment experiment, RunId run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (experiment.Info(run).Manifest == plan.Manifest) return;
        PlanDifference difference = Differ.RunAndPlan(experiment, run, plan);
        throw new InvalidInputException($"Run {run} was begun with another plan: {DifferenceSentence.Of(difference)}. Call it with the options and the data that it was begun with, or call run, which begins a new one and reuses what this one has.");
    }
}
