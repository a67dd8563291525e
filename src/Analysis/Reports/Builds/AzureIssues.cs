using TrialKeep.Analysis.Gates;

namespace TrialKeep.Analysis.Reports.Builds;

/// <summary>
/// A gate's decision as logging commands of Azure Pipelines, one a line: errors for what failed, warnings for the rest; a gate that passed logs
/// no issue, because there is no third kind. Escaped as azure-pipelines-task-lib does (node/taskcommand.ts).
/// </summary>
public static class AzureIssues
{
    /// <summary>Writes the commands, each ended by a line feed.</summary>
    /// <param name="output">Where the agent listens. It is not flushed or closed.</param>
    /// <param name="decision">What the gate says.</param>
    public static void Write(TextWriter output, GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(decision);
        foreach (GateLine line in GateLine.Of(decision).Where(static line => line.Severity != Severity.Notice))
            output.Write($"##vso[task.logissue type={(line.Severity == Severity.Error ? "error" : "warning")};]{Data(line.Message)}\n");
    }

    /// <summary>Writes the command that shows a Markdown file on the build's page.</summary>
    /// <param name="output">Where the agent listens.</param>
    /// <param name="file">The full path of the file.</param>
    public static void WriteSummary(TextWriter output, string file)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(file);
        output.Write($"##vso[task.uploadsummary]{Data(file)}\n");
    }

    private static string Data(string text) => text.Replace("%", "%AZP25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
