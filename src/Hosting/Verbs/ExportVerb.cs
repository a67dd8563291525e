using System.Globalization;
using TrialKeep.Hosting.Documents;
using TrialKeep.Orchestration.Bundles;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Writes what is left to do as a folder that another machine, a person or a batch service can fill; nothing runs.</summary>
internal static class ExportVerb
{
    public static int Run<TTask, TRecord>(HostSession<TTask, TRecord> session)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        using Store? store = session.FindStore();
        string name = session.Plan.Experiment.Name;
        StoredExperiment? experiment = store?.Experiment(name);
        string folder = session.Settings.Input;
        BundleReport report = session.Settings.Kind == BundleKind.Generation ? BundleExport.Generation(session.Plan, experiment, folder) : BundleExport.Evaluation(session.Plan, experiment, folder);
        VerbJson.Write(session.Settings, "export-bundle", name, json =>
        {
            json.WriteString("folder", report.Folder);
            json.WriteNumber("items", report.Items);
            json.WriteNumber("left", report.Left);
            json.WriteNumber("unready", report.Unready);
        });
        if (session.Settings.IsTextWanted) session.Console.Out.WriteLine(Sentence(session.Settings.Kind, report));
        return ExitCode.Success;
    }

    private static string Sentence(BundleKind kind, BundleReport report) => string.Create(CultureInfo.InvariantCulture,
        $"{report.Items:N0} {(kind == BundleKind.Generation ? "answers" : "scores")} are wanted in {report.Folder}; {report.Left:N0} need none{(report.Unready > 0 ? $", {report.Unready:N0} have no answer to score" : "")}. Its README.md says how to fill it.");
}
