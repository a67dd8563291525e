using System.Globalization;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Rendering;

/// <summary>Says how many answers failed and why, in one sentence a kind.</summary>
internal static class FailureSummary
{
    public static void Write<TTask, TRecord>(TextWriter error, Run<TTask, TRecord> run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        List<(int Index, RecordError Error)> failures = [];
        for (int i = 0; i < run.Plan.Count; i++)
        {
            if (run.ErrorOf(i) is { } failure) failures.Add((i, failure));
        }

        foreach (IGrouping<string, (int Index, RecordError Error)> kind in failures.GroupBy(static one => one.Error.Kind).OrderByDescending(static group => group.Count()))
        {
            (int index, RecordError first) = kind.First();
            error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{kind.Count():N0} of {run.Plan.Count:N0} answers failed with {kind.Key}, first that of {run.Plan.VariantOf(index).Name} to {run.Plan.TaskOf(index).Item}: {first.Message}"));
        }

        if (failures.Count > 0) error.WriteLine("Run again to try them again; what succeeded is kept.");
        if (run.Counts.Missing > 0) error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Counts.Missing:N0} of {run.Plan.Count:N0} answers are missing; run again to get them."));
    }
}
