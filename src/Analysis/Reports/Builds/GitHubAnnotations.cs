using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Builds;

/// <summary>
/// A gate's decision as workflow commands of GitHub Actions, one a line: <c>::error</c> for what failed, <c>::warning</c> for what can't be told and for
/// warnings, <c>::notice</c> for a gate that passed. Escaped as actions/toolkit does (packages/core/src/command.ts), so that no name can be a
/// command of its own. GitHub shows ten of each kind a step: of more the tenth says how many are left out.
/// </summary>
public static class GitHubAnnotations
{
    /// <summary>How many annotations of a kind GitHub shows for a step.</summary>
    public const int MostOfAKind = 10;

    /// <summary>Writes the commands, each ended by a line feed.</summary>
    /// <param name="output">Where the runner listens: standard output or standard error. It is not flushed or closed.</param>
    /// <param name="decision">What the gate says.</param>
    public static void Write(TextWriter output, GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(decision);
        foreach (IGrouping<Severity, GateLine> kind in GateLine.Of(decision).GroupBy(static line => line.Severity).OrderByDescending(static kind => kind.Key))
            Write(output, [.. kind]);
    }

    private static void Write(TextWriter output, GateLine[] lines)
    {
        bool isCut = lines.Length > MostOfAKind;
        foreach (GateLine line in isCut ? lines.AsSpan(0, MostOfAKind - 1) : lines) Write(output, line);
        if (isCut) Write(output, lines[0] with { Title = "Gate", Message = $"{Figure.Count(lines.Length - MostOfAKind + 1)} more like these; the step summary and the JUnit file have them." });
    }

    private static void Write(TextWriter output, GateLine line) => output.Write($"::{Command(line.Severity)} title={Property(line.Title)}::{Data(line.Message)}\n");

    private static string Command(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "notice",
    };

    private static string Data(string text) => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
