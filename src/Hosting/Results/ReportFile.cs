using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Calibrations;
using TrialKeep.Analysis.Comparison.Judges;
using TrialKeep.Analysis.Comparison.Steps;
using TrialKeep.Analysis.Reports;
using TrialKeep.Analysis.Reports.Content;
using TrialKeep.Hosting.Verbs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Origins;
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
    /// <param name="judge">How the scores agree with labels; null when there are none.</param>
    public static void Write<TTask, TRecord>(HostSession<TTask, TRecord> session, Store store, Run<TTask, TRecord> run, ComparisonResult? against = null, IReadOnlyList<JudgeReport>? judge = null)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        if (session.Settings.Report is not { } path) return;
        StoredExperiment experiment = store.Experiment(session.Plan.Experiment.Name);
        ComparisonResult result = (against ?? Within(session, experiment, run)) with { Judge = judge ?? [] };
        Dictionary<string, RunReader> readers = [];
        try
        {
            foreach (string id in result.Runs.Append(run.Id.ToString()).Distinct(StringComparer.Ordinal))
            {
                if (experiment.Runs().FirstOrDefault(known => known.ToString() == id) is { } found) readers.Add(id, experiment.Read(found));
            }

            result = result with { Steps = [.. readers.Values.SelectMany(StoredSteps.Of)] };
            using StoredContent content = new(readers.Values, EvaluationOf(result, readers.Values));
            ReportOptions options = Options(session, run.Id, readers);
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
        IReadOnlyList<ArmTable> tables = new ArmTables<TTask, TRecord>(session.Plan).OfPlan(experiment, run.Id);
        ArmTable table = tables is [var first, ..] ? first : RunArms.Of(run, 0);
        ComparisonOptions options = session.Settings.Comparison;
        IReadOnlyList<Arm> arms = Arm.AllOf(table);
        ComparisonResult result = ArmComparison.Of(arms, options.By.Count > 0 ? options : options with { By = [.. table.Slices.Where(slice => HasFewLevels(table, slice))] });
        IEnumerable<ArmTable> forecasts = tables.Skip(1).Where(static other => CalibrationComparison.IsForecast(other.Evaluator.Name));
        return result with { Calibration = [.. result.Calibration, .. forecasts.SelectMany(other => CalibrationComparison.Of(arms, other))] };
    }

    private static bool HasFewLevels(ArmTable table, string slice) =>
        Enumerable.Range(0, table.Units.Length).Select(unit => table.SliceOf(slice, unit)).Distinct().Take(MostLevels + 1).Count() is > 1 and <= MostLevels;

    private static EvaluationName? EvaluationOf(ComparisonResult result, IEnumerable<RunReader> readers) =>
        readers.SelectMany(static reader => reader.Evaluations()).FirstOrDefault(evaluation => evaluation.Name == result.Evaluator.Name && evaluation.Identity == result.Evaluator.Identity);

    private static ReportOptions Options<TTask, TRecord>(HostSession<TTask, TRecord> session, RunId run, Dictionary<string, RunReader> readers)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        RunInfo info = readers[run.ToString()].Info;
        bool isOpen = session.Settings.Content == ContentPolicy.Full;
        ReportFact[] open = isOpen ? [new("Machine", info.Provenance.Machine), new("Command line", info.Provenance.CommandLine ?? "not recorded")] : [];
        IEnumerable<ReportFact> others = readers.Where(reader => reader.Key != run.ToString()).SelectMany(static reader => Origin(reader.Value.Info, $" of run {reader.Key}"));
        return new() { Content = session.Settings.Content, Provenance = [.. Origin(info, ""), new("Framework", info.Provenance.Framework), .. open, .. others] };
    }

    private static IEnumerable<ReportFact> Origin(RunInfo info, string whose)
    {
        yield return new($"Begun{whose}", info.Created.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", System.Globalization.CultureInfo.InvariantCulture));
        yield return new($"Status{whose}", info.Status.ToString().ToLowerInvariant());
        if (info.Provenance.Git is { } git) yield return new($"Commit{whose}", Commit(git));
    }

    private static string Commit(GitState git) => (git.Commit ?? "none yet") + (git.Branch is { } branch ? $" on {branch}" : "")
        + git.IsDirty switch { true => ", with changes that are not committed", false => "", null => ", and whether there were changes is not known" };
}
