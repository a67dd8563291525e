using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Reports;
using TrialKeep.Hosting.Builds;
using TrialKeep.Hosting.Results;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Judges the stored run against a baseline run by the first evaluation; nothing runs.</summary>
internal static class GateVerb
{
    public static int Run<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store? store = session.FindStore();
        using Run<TTask, TRecord>? run = session.FindRun(store);
        if (run is null) return Nothing(session, "none", "There is no run to judge.", isSaid: true);
        RunTables tables = RunTables.Of(run);
        RunReport.WriteFiles(session, run, tables);
        if (tables.Evaluations.Count == 0) return Nothing(session, run.Id.ToString(), $"The experiment '{session.Plan.Experiment.Name}' has no evaluation to judge by.");
        if (Baseline(session, store!, tables.First.Table).Compare(session.Settings.Baseline, run.Id, out string reason) is not { } comparison) return Nothing(session, run.Id.ToString(), reason);
        GateResult result = new NoWorseThanBaseline(session.Settings.Margin).Judge(comparison);
        if (session.Settings.Json is { } json) OutputFile.Write(json, stream => GateReport.Write(stream, result));
        if (session.Settings.IsTextWanted) session.Console.Out.WriteLine(result.Explanation);
        BuildOutputs.Write(session.Settings, session.Console, MarginDecision.Of(result, tables.First.Table.Evaluator));
        return session.Conclude(store!, run, Decide(result.Verdict, tables.IsComplete));
    }

    private static BaselineRun Baseline<TTask, TRecord>(HostSession<TTask, TRecord> session, Store store, ScoreTable now)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        EvaluationSpec<TTask, TRecord> evaluation = session.Plan.Experiment.Evaluations[0];
        Dictionary<string, KeyId> references = session.Plan.Tasks.ToDictionary(static task => task.Item, static task => task.References, StringComparer.Ordinal);
        return new(
            store.Experiment(session.Plan.Experiment.Name),
            now,
            reader => StoredScores.Read(reader, evaluation.Name, evaluation.Identity, item => references.TryGetValue(item, out KeyId known) ? known : null),
            session.Settings.Selection.Includes);
    }

    // A build server is told too, so that a gate that could not be asked is not taken for one that passed.
    private static int Nothing<TTask, TRecord>(HostSession<TTask, TRecord> session, string run, string sentence, bool isSaid = false)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (!isSaid) session.Console.Error.WriteLine(sentence);
        BuildOutputs.Write(session.Settings, session.Console, new() { RunId = run, Baseline = null, Rules = [], Warnings = [sentence] });
        return ExitCode.NothingToCompare;
    }

    private static int Decide(GateVerdict verdict, bool isComplete) => verdict switch
    {
        GateVerdict.Failed => ExitCode.GateFailed,
        _ when !isComplete => ExitCode.Incomplete,
        GateVerdict.NothingToCompare => ExitCode.NothingToCompare,
        GateVerdict.Undecided => ExitCode.Undecided,
        _ => ExitCode.Success,
    };
}
