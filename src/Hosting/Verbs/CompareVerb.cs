using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Judges;
using TrialKeep.Hosting.Results;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Compares the variants of the stored run, and with another run and by slices where that is asked; nothing runs.</summary>
internal static class CompareVerb
{
    public static int Run<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store? store = session.FindStore();
        using Run<TTask, TRecord>? run = session.FindRun(store);
        if (run is null) return ExitCode.NothingToCompare;
        RunTables tables = RunTables.Of(run, session.Settings.Comparison);
        RunReport.Write(session, run, tables);
        bool hasPairs = Compare(session, store!, run);
        return session.Conclude(store!, run, !tables.IsComplete ? ExitCode.Incomplete : hasPairs ? ExitCode.Success : ExitCode.NothingToCompare);
    }

    /// <returns>Whether something could be compared.</returns>
    private static bool Compare<TTask, TRecord>(HostSession<TTask, TRecord> session, Store store, Run<TTask, TRecord> run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArmTables<TTask, TRecord> reader = new(session.Plan);
        StoredExperiment experiment = store.Experiment(session.Plan.Experiment.Name);
        IReadOnlyList<ArmTable> tables = reader.OfPlan(experiment, run.Id);
        if (tables.Count == 0)
        {
            ReportFile.Write(session, store, run);
            return false;
        }

        ComparisonOptions options = session.Settings.Comparison;
        DemandSlices(tables[0], options.By);
        IReadOnlyList<JudgeReport> judge = JudgeLabels.Of(session, tables);
        ComparisonResult within = ArmComparison.Of(Arm.AllOf(tables[0]), options with { Ranked = false }) with { Judge = judge };
        ComparisonResult? against = session.Settings.Against is { } other ? Against(session, experiment, reader, run.Id, tables, other) : null;
        ReportFile.Write(session, store, run, against, judge);
        if (session.Settings.IsTextWanted) ComparisonLines.Write(session.Console, within, against);
        return within.Pairs.Concat(against?.Pairs ?? []).Any(static pair => pair.Effect is not null);
    }

    private static ComparisonResult? Against<TTask, TRecord>(HostSession<TTask, TRecord> session, StoredExperiment experiment, ArmTables<TTask, TRecord> reader, RunId run,
        IReadOnlyList<ArmTable> tables, string other)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        Baseline baseline = new(experiment, tables, reader.Evaluators, id => reader.OfOther(experiment, id), session.Settings.Selection.Includes);
        if (baseline.Find(other, run, out string reason) is { } before)
            return ArmComparison.Against(before[0], tables[0], session.Settings.Comparison, session.Settings.Selection.Includes);
        session.Console.Error.WriteLine(reason);
        return null;
    }

    private static void DemandSlices(ArmTable table, IReadOnlyList<string> slices)
    {
        if (slices.FirstOrDefault(slice => !table.Slices.Contains(slice)) is not { } unknown) return;
        throw new InvalidInputException($"There is no slice '{unknown}'; {(table.Slices.IsEmpty ? "no member of the task has [Slice]" : $"there are {string.Join(", ", table.Slices)}")}.");
    }
}
