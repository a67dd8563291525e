using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Reports;
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
        if (run is null) return ExitCode.NothingToCompare;
        RunTables tables = RunTables.Of(run);
        if (tables.Evaluations.Count == 0) return Nothing(session, $"The experiment '{session.Plan.Experiment.Name}' has no evaluation to judge by.");
        if (Baseline(session, store!, tables.First.Table).Compare(session.Settings.Baseline, run.Id, out string reason) is not { } comparison) return Nothing(session, reason);
        GateResult result = new NoWorseThanBaseline(session.Settings.Margin).Judge(comparison);
        if (session.Settings.Json is { } json) OutputFile.Write(json, stream => GateReport.Write(stream, result));
        if (session.Settings.IsTextWanted) session.Console.Out.WriteLine(result.Explanation);
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

    private static int Nothing<TTask, TRecord>(HostSession<TTask, TRecord> session, string sentence)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        session.Console.Error.WriteLine(sentence);
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
