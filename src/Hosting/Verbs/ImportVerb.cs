using System.Globalization;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Hosting.Documents;
using TrialKeep.Orchestration.Bundles;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Takes in what was made elsewhere: records in a file of JSON lines, or a bundle that somebody has filled.</summary>
internal static class ImportVerb
{
    private const int MostNamed = 20;

    public static Task<int> RecordsAsync<TTask, TRecord>(HostSession<TTask, TRecord> session, CancellationToken cancellation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> =>
        RunAsync(session, "import", import => import.RecordsAsync(session.Settings.Input, session.Settings.Refused ?? ImportPolicy.WholeFile, cancellation));

    public static Task<int> BundleAsync<TTask, TRecord>(HostSession<TTask, TRecord> session, CancellationToken cancellation)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> =>
        RunAsync(session, "import-bundle", import => import.BundleAsync(session.Settings.Input, session.Settings.Refused ?? ImportPolicy.GoodLines, cancellation));

    private static async Task<int> RunAsync<TTask, TRecord>(HostSession<TTask, TRecord> session, string verb, Func<ExperimentImport<TTask, TRecord>, Task<ImportReport>> take)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store store = session.OpenStore();
        ImportReport report = await take(new(session.Plan, store, session.Settings.Run)).ConfigureAwait(false);
        VerbJson.Write(session.Settings, verb, session.Plan.Experiment.Name, json => ImportJson.Write(json, report));
        if (session.Settings.IsTextWanted) session.Console.Out.WriteLine(Sentence(report));
        foreach (string note in report.Notes) session.Console.Error.WriteLine(note);
        foreach (RefusedLine line in report.Refused.Take(MostNamed)) session.Console.Error.WriteLine(DisplayText.OneLine(line.ToString()));
        if (report.Refused.Count > MostNamed) session.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Refused.Count - MostNamed:N0} more lines are refused; --json FILE lists them all."));
        foreach (string notice in store.Notices) session.Console.Error.WriteLine(notice);
        return report.Refused.Count > 0 ? ExitCode.InvalidInput : ExitCode.Success;
    }

    private static string Sentence(ImportReport report)
    {
        if (!report.IsApplied) return string.Create(CultureInfo.InvariantCulture, $"Nothing was taken: {report.Refused.Count:N0} of {report.Lines:N0} lines are refused. Mend them, or take the others with --refused skip.");
        string failures = report.Failures > 0 ? string.Create(CultureInfo.InvariantCulture, $", {report.Failures:N0} of them failures") : "";
        string run = report.Run is { } id ? $"; run {id}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{report.Added:N0} of {report.Lines:N0} lines added{failures}, {report.Already:N0} were there already, {report.Refused.Count:N0} refused{run}.");
    }
}
