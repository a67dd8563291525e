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
        string line = string.Create(CultureInfo.InvariantCulture,
            $"{counts.Generated:N0} generated, {counts.Cached:N0} cached, {counts.Failed:N0} failed, {counts.Missing:N0} missing{(counts.Erased > 0 ? $", {counts.Erased:N0} erased" : "")}; {Transformed(run.Plan.Experiment.Transforms.IsEmpty, counts)}{counts.Evaluated:N0} scored now.");
        CallSummary summary = run.Summary;
        if (summary.Refused > 0) line += string.Create(CultureInfo.InvariantCulture, $" {summary.Refused:N0} refused.");
        if (summary.Truncated > 0) line += string.Create(CultureInfo.InvariantCulture, $" {summary.Truncated:N0} cut.");
        if (summary.Retries > 0) line += string.Create(CultureInfo.InvariantCulture, $" {summary.Retries:N0} tried again.");
        return summary.Spent is { } spent ? $"{line}{ProgressText.Spending(spent)}." : line;
    }

    private static string Transformed(bool isNone, in WorkCounts counts) => isNone ? "" : string.Create(CultureInfo.InvariantCulture, $"{counts.Transformed:N0} transformed, ");
}
