using System.Collections.Immutable;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Stored;
using TrialKeep.Analysis.Gates;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Testing.Sources;

/// <summary>The scores of a run in a store: of the latest completed one, or of one that is named.</summary>
internal sealed record StoredScores<TTask, TRecord>(string Folder, string Experiment, string? Run, ImmutableDictionary<string, string> Evaluators) : IScoreSource
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    public IReadOnlyList<ArmTable> Read()
    {
        using Store store = Store.Find(Folder) ?? throw new StoreException(Problem.NotFound, $"There is no store in '{Folder}'; run the experiment first.", Folder);
        StoredExperiment experiment = store.Experiment(Experiment);
        using RunReader reader = experiment.Read(Find(experiment));
        return [.. reader.Evaluations().GroupBy(static evaluation => evaluation.Name).Select(versions => Read(reader, Choose(reader, [.. versions]))).OfType<ArmTable>()];
    }

    public IScoreSource Other(string run) => this with { Run = run };

    public IScoreSource WithEvaluator(string evaluation, string identity) => this with { Evaluators = Evaluators.SetItem(evaluation, identity) };

    // The labels of today are known to the program, not to a test: a score counts by those that it was made from.
    private static ArmTable? Read(RunReader reader, EvaluationName evaluation) => StoredArms.Read<TTask, TRecord>(reader, evaluation, static _ => null);

    private RunId Find(StoredExperiment experiment)
    {
        if (Run is not null) return experiment.FindRun(Run);
        foreach (RunId run in experiment.Runs().Reverse())
        {
            if (experiment.Status(run) == RunStatus.Completed) return run;
        }

        throw new StoreException(Problem.NotFound, $"The store in '{Folder}' has no completed run of '{Experiment}'; run it first, or name the run.", Folder);
    }

    private EvaluationName Choose(RunReader reader, EvaluationName[] versions)
    {
        string name = versions[0].Name;
        string known = string.Join(", ", versions.Select(static version => version.Identity));
        if (!Evaluators.TryGetValue(name, out string? identity))
            return versions is [var only] ? only : throw new GateRuleException($"Run {reader.Info.Id} has scores by several versions of '{name}' ({known}); say which counts by Evaluator(\"{name}\", ...).");
        return Array.Find(versions, version => version.Identity.StartsWith(identity, StringComparison.Ordinal))
            ?? throw new GateRuleException($"Run {reader.Info.Id} has no score by version '{identity}' of '{name}'; there is {known}.");
    }
}
