using System.Globalization;
using System.Text;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Reports.Builds;
using TrialKeep.Hosting.Options;
using TrialKeep.Hosting.Rendering;
using TrialKeep.Hosting.Results;

namespace TrialKeep.Hosting.Builds;

/// <summary>Tells a build server what a gate says: a JUnit file, annotations, a summary on the build's page.</summary>
internal static class BuildOutputs
{
    private static readonly UTF8Encoding s_utf8 = new(false);

    public static void Write(HostSettings settings, HostConsole console, GateDecision decision)
    {
        if (settings.Junit is { } junit) OutputFile.Write(junit, stream => JunitReport.Write(stream, decision));
        TextWriter output = console.Commands(settings.IsOutputTaken);
        switch (console.Builds.Server(settings.Annotations))
        {
            case BuildServer.GitHub:
                GitHubAnnotations.Write(output, decision);
                if (console.Builds.GitHubSummary is { } summary) Append(summary, decision);
                break;
            case BuildServer.Azure:
                AzureIssues.Write(output, decision);
                if (console.Builds.AzureFolder is { } folder) AzureIssues.WriteSummary(output, NewFile(folder, decision));
                break;
            default:
                break;
        }
    }

    private static string Markdown(GateDecision decision)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        StepSummary.Write(text, decision);
        return text.ToString();
    }

    // Steps of one job, and gates of one step, share the file.
    private static void Append(string file, GateDecision decision)
    {
        try
        {
            File.AppendAllText(file, Markdown(decision), s_utf8);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OutputFailure.Of(file, exception);
        }
    }

    // The agent reads the file after the step has gone on: none may be written twice.
    private static string NewFile(string folder, GateDecision decision)
    {
        try
        {
            for (int number = 1; ; number++)
            {
                string file = Path.GetFullPath(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"gate-{number}.md")));
                if (File.Exists(file)) continue;
                using FileStream stream = new(file, FileMode.CreateNew, FileAccess.Write);
                stream.Write(s_utf8.GetBytes(Markdown(decision)));
                return file;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OutputFailure.Of(folder, exception);
        }
    }
}
