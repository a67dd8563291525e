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
        using Run<TTask, TRecord>? run = session.FindRun(store);
        if (run is null) return ExitCode.NothingToCompare;
        RunTables tables = RunTables.Of(run);
        RunReport.Write(session, run, tables);
        return session.Conclude(store!, run, Decide(tables));
    }

    private static int Decide(RunTables tables)
    {
        if (!tables.IsComplete) return ExitCode.Incomplete;
        return tables.First.Pairs.Any(static pair => pair.N > 0) ? ExitCode.Success : ExitCode.NothingToCompare;
    }
}
