using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Reports;
using TrialKeep.Analysis.Reports.Content;
using TrialKeep.Hosting.Verbs;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Results;

/// <summary>The report that the user asked for: HTML, or by the file's extension Markdown, LaTeX, CSV or JSON.</summary>
internal static class ReportFile
{
    private const int MostLevels = 24;

    /// <summary>Writes it, if one was asked for.</summary>
    /// <param name="session">What was asked for.</param>
    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="against">The comparison with another run; null to compare the variants of the run.</param>
    public static void Write<TTask, TRecord>(HostSession<TTask, TRecord> session, Store store, Run<TTask, TRecord> run, ComparisonResult? against = null)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (session.Settings.Report is not { } path) return;
        StoredExperiment experiment = store.Experiment(session.Plan.Experiment.Name);
        ComparisonResult result = against ?? Within(session, experiment, run);
        Dictionary<string, RunReader> readers = [];
        try
        {
            foreach (string id in result.Runs.Append(run.Id.ToString()).Distinct(StringComparer.Ordinal))
            {
                if (experiment.Runs().FirstOrDefault(known => known.ToString() == id) is { } found) readers.Add(id, experiment.Read(found));
            }

            using StoredContent content = new(readers.Values, EvaluationOf(result, readers.Values));
            ReportOptions options = Options(session, readers[run.Id.ToString()].Info);
            OutputFile.Write(path, stream => Write(stream, path, result, content, options));
        }
        finally
        {
            foreach (RunReader reader in readers.Values) reader.Dispose();
        }
    }

    private static void Write(Stream stream, string path, ComparisonResult result, StoredContent content, ReportOptions options)
    {
        switch (Path.GetExtension(path).ToLowerInvariant())
        {
            case ".md" or ".markdown": MarkdownReport.Write(stream, result, options); break;
            case ".tex": LatexReport.Write(stream, result, options); break;
            case ".csv": CsvReport.Write(stream, result); break;
            case ".json": ComparisonJson.Write(stream, result, options); break;
            default: HtmlReport.Write(stream, result, content, options); break;
        }
    }

    private static ComparisonResult Within<TTask, TRecord>(HostSession<TTask, TRecord> session, StoredExperiment experiment, Run<TTask, TRecord> run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ArmTable table = new ArmTables<TTask, TRecord>(session.Plan).OfPlan(experiment, run.Id) is [var first, ..] ? first : Bare(run);
        ComparisonOptions options = session.Settings.Comparison;
        return ArmComparison.Of(Arm.AllOf(table), options.By.Count > 0 ? options : options with { By = [.. table.Slices.Where(slice => HasFewLevels(table, slice))] });
    }

    private static bool HasFewLevels(ArmTable table, string slice) =>
        Enumerable.Range(0, table.Units.Length).Select(unit => table.SliceOf(slice, unit)).Distinct().Take(MostLevels + 1).Count() is > 1 and <= MostLevels;

    /// <summary>A run without a score: what became of its answers.</summary>
    private static ArmTable Bare<TTask, TRecord>(Run<TTask, TRecord> run)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        Plan<TTask, TRecord> plan = run.Plan;
        bool hasEvaluation = plan.Experiment.Evaluations.Length > 0;
        ArmTableBuilder table = new(plan.Experiment.Name, run.Id.ToString(), new(hasEvaluation ? plan.Experiment.Evaluations[0].Name : "none", ""), plan.Variants.Select(static variant => variant.Name));
        foreach (PlannedTask<TTask> task in plan.Tasks)
        {
            for (int sample = 0; sample < plan.Samples; sample++) table.AddUnit(task.Item, sample);
        }

        for (int i = 0; i < plan.Count; i++)
        {
            (int unit, int variant) = (plan.TaskIndexOf(i) * plan.Samples + plan.SampleOf(i), plan.VariantIndexOf(i));
            if (run.StateOf(i) == WorkState.Failed) table.SetGap(unit, variant, Standing.Failed, run.ErrorOf(i)!.Kind);
            else if (run.StateOf(i) is not (WorkState.Missing or WorkState.Erased)) table.SetGap(unit, variant, Standing.Unscored, hasEvaluation ? "not scored yet" : "the experiment has no evaluation");
        }

        return table.Build();
    }

    private static EvaluationName? EvaluationOf(ComparisonResult result, IEnumerable<RunReader> readers) =>
        readers.SelectMany(static reader => reader.Evaluations()).FirstOrDefault(evaluation => evaluation.Name == result.Evaluator.Name && evaluation.Identity == result.Evaluator.Identity);

    private static ReportOptions Options<TTask, TRecord>(HostSession<TTask, TRecord> session, RunInfo info)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        ReportFact begun = new("Begun", info.Created.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture));
        ReportFact[] open = session.Settings.Content == ContentPolicy.Full ? [new("Machine", info.Provenance.Machine), new("Command line", info.Provenance.CommandLine ?? "not recorded")] : [];
        return new() { Content = session.Settings.Content, Provenance = [begun, new("Status", info.Status.ToString().ToLowerInvariant()), new("Framework", info.Provenance.Framework), .. open] };
    }
}
