using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Gates;
using TrialKeep.Hosting.Results;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Judges the stored run against a baseline run; nothing runs.</summary>
internal static class GateVerb
{
    public static int Run<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store? store = session.FindStore();
        if (store is null || session.Runner(store).Read() is not { } run)
        {
            return Nothing(session, $"There is no run of this plan of '{session.Plan.Experiment.Name}' in {session.Settings.Store}; run it first.");
        }

        if (session.Plan.Experiment.Evaluations.IsEmpty) return Nothing(session, $"The experiment '{session.Plan.Experiment.Name}' has no evaluation to judge by.");
        StoredExperiment experiment = store.Experiment(session.Plan.Experiment.Name);
        if (BaselineRun.Find(experiment, session.Settings.Baseline, run.Id) is not { } baseline)
        {
            return Nothing(session, $"There is no run before {run.Id} to be the baseline; name one with --baseline.");
        }

        EvaluationSpec<TTask, TRecord> evaluation = session.Plan.Experiment.Evaluations[0];
        ScoreTable? before = StoredScores.Read(experiment.Read(baseline), evaluation.Name, evaluation.Identity);
        if (before is null)
        {
            return Nothing(session, $"Run {baseline} has no score by this version of '{evaluation.Name}': scores of different evaluators are not compared.");
        }

        ScoreTable now = ScoreTables.Of(run, 0);
        GateResult result = new NoWorseThanBaseline(session.Settings.Margin).Judge(RunComparison.Of(before, now));
        if (!session.Settings.Quiet) session.Console.Out.WriteLine(result.Explanation);
        return Decide(result.Verdict, RunVerb.IsComplete(VariantComparison.Of(now)));
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
