using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Judges;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Gates.Baselines;
using TrialKeep.Analysis.Gates.Rules;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Analysis.Reports;
using TrialKeep.Hosting.Builds;
using TrialKeep.Hosting.Results;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Judges the stored run by rules, or writes it as a baseline file; nothing runs.</summary>
internal static class GateVerb
{
    public static int Run<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store? store = session.FindStore();
        using Run<TTask, TRecord>? run = session.FindRun(store);
        if (run is null) return Tell(session, "none", "There is no run to judge.");
        RunTables outcomes = RunTables.Of(run, session.Settings.Comparison);
        RunReport.WriteResults(session, run);
        ReportFile.Write(session, store!, run);
        if (session.Plan.Experiment.Evaluations.IsEmpty) return Nothing(session, run.Id, $"The experiment '{session.Plan.Experiment.Name}' has no evaluation to judge by.");
        bool isComplete = outcomes.IsComplete;
        StoredExperiment experiment = store!.Experiment(session.Plan.Experiment.Name);
        ArmTables<TTask, TRecord> reader = new(session.Plan);
        IReadOnlyList<ArmTable> tables = reader.OfPlan(experiment, run.Id);
        if (tables.Count == 0)
        {
            int nothing = Tell(session, run.Id.ToString(), "The run has no score to judge by.");
            return session.Conclude(store, run, isComplete ? nothing : ExitCode.Incomplete);
        }

        if (session.Settings.WriteBaseline is { } file) return session.Conclude(store, run, Write(session, tables, file, isComplete));
        return Judge(session, experiment, reader, run.Id, tables, out string reason) is { } decision
            ? session.Conclude(store, run, Decide(decision.Verdict, isComplete))
            : Nothing(session, run.Id, reason);
    }

    private static int Write<TTask, TRecord>(HostSession<TTask, TRecord> session, IReadOnlyList<ArmTable> tables, string file, bool isComplete)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        OutputFile.Write(file, stream => BaselineFile.Write(stream, tables));
        if (session.Settings.IsTextWanted) session.Console.Out.WriteLine($"Wrote the scores of run {tables[0].RunId} to {file}; give it to gate --baseline.");
        return isComplete ? ExitCode.Success : ExitCode.Incomplete;
    }

    private static GateDecision? Judge<TTask, TRecord>(HostSession<TTask, TRecord> session, StoredExperiment experiment, ArmTables<TTask, TRecord> reader, RunId run, IReadOnlyList<ArmTable> tables, out string reason)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        IReadOnlyList<JudgeReport> labels = JudgeLabels.Of(session, tables);
        Gate gate = new(session.Settings.Rules is { Count: > 0 } rules ? rules : [RuleText.NoWorse(tables[0].Evaluator.Name, session.Settings.Margin)], session.Settings.Comparison);
        IReadOnlyList<ArmTable>? before = null;
        reason = "";
        if (gate.NeedsBaseline)
        {
            Baseline baseline = new(experiment, tables, reader.Evaluators, id => reader.OfOther(experiment, id), session.Settings.Selection.Includes);
            before = baseline.Find(session.Settings.Baseline, run, out reason);
            if (before is null && gate.Rules.All(static rule => rule.IsRelative)) return null;
            if (before is null) session.Console.Error.WriteLine(reason);
        }

        GateDecision decision = gate.Judge(tables, before, session.Settings.Selection.Includes) with
        {
            Warnings = [.. JudgeLabels.Warnings(session, gate.Rules.Select(static rule => rule.Metric.Name), labels.Count > 0)],
        };
        Report(session, decision, labels);
        return decision;
    }

    private static void Report<TTask, TRecord>(HostSession<TTask, TRecord> session, GateDecision decision, IReadOnlyList<JudgeReport> labels)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (session.Settings.Json is { } json) OutputFile.Write(json, stream => GateReport.Write(stream, decision));
        foreach (string warning in decision.Warnings) session.Console.Error.WriteLine(warning);
        if (session.Settings.IsTextWanted) Print(session.Console.Out, decision, labels);
        BuildOutputs.Write(session.Settings, session.Console, decision);
    }

    private static void Print(TextWriter output, GateDecision decision, IReadOnlyList<JudgeReport> labels)
    {
        output.WriteLine(decision.Explanation);
        foreach (JudgeReport report in labels) output.WriteLine(JudgeSentence.Of(report));
    }

    private static int Nothing<TTask, TRecord>(HostSession<TTask, TRecord> session, RunId run, string sentence)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        session.Console.Error.WriteLine(sentence);
        return Tell(session, run.ToString(), sentence);
    }

    // A build server is told too, so that a gate that could not be asked is not taken for one that passed.
    private static int Tell<TTask, TRecord>(HostSession<TTask, TRecord> session, string run, string sentence)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
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
