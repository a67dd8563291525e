using TrialKeep.Storage.Redaction;

namespace TrialKeep.Hosting.Options;

/// <summary>The command line as it is kept with a run.</summary>
internal static class CommandLine
{
    public static string Masked(IReadOnlyList<string> arguments) => Secrets.MaskArguments(arguments);
}
