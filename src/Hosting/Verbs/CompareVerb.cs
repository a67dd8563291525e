using TrialKeep.Analysis.Comparison;
using TrialKeep.Hosting.Results;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Compares the variants of the stored run; nothing runs.</summary>
internal static class CompareVerb
{
    public static int Run<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store? store = session.FindStore();
        if (store is null || session.Runner(store).Read() is not { } run)
        {
            session.Console.Error.WriteLine($"There is no run of this plan of '{session.Plan.Experiment.Name}' in {session.Settings.Store}; run it first.");
            return ExitCode.NothingToCompare;
        }

        VariantComparison comparison = VariantComparison.Of(ScoreTables.Of(run, 0));
        RunVerb.Report(session, run, comparison);
        if (!RunVerb.IsComplete(comparison)) return ExitCode.Incomplete;
        return comparison.Pairs.Any(static pair => pair.N > 0) ? ExitCode.Success : ExitCode.NothingToCompare;
    }
}
