using System.Text.Json;
using TrialKeep.Orchestration.Bundles;

namespace TrialKeep.Hosting.Documents;

/// <summary>What became of an import: counts, and <c>refused</c> with file, line and reason.</summary>
internal static class ImportJson
{
    public static void Write(Utf8JsonWriter json, ImportReport report)
    {
        json.WriteString("run", report.Run?.ToString());
        json.WriteBoolean("applied", report.IsApplied);
        json.WriteNumber("lines", report.Lines);
        json.WriteNumber("added", report.Added);
        json.WriteNumber("failures", report.Failures);
        json.WriteNumber("already", report.Already);
        VerbJson.List(json, "refused", report.Refused, static (writer, line) =>
        {
            writer.WriteString("file", line.File);
            writer.WriteNumber("line", line.Line);
            writer.WriteString("reason", line.Reason);
        });
        VerbJson.Names(json, "notes", report.Notes);
    }
}
