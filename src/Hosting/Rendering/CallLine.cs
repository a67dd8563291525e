using System.Globalization;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Rendering;

/// <summary>One line on what a call did.</summary>
internal static class CallLine
{
    public static string Of<TTask, TRecord>(Run<TTask, TRecord> run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        WorkCounts counts = run.Counts;
        return string.Create(CultureInfo.InvariantCulture,
            $"{counts.Generated:N0} generated, {counts.Cached:N0} cached, {counts.Failed:N0} failed, {counts.Missing:N0} missing{(counts.Erased > 0 ? $", {counts.Erased:N0} erased" : "")}; {counts.Evaluated:N0} scored now.");
    }
}
