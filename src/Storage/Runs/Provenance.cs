using System.Runtime.InteropServices;

namespace TrialKeep.Storage.Runs;

/// <summary>Where a run's last status was written.</summary>
/// <param name="Machine">The name of the machine.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Framework">The version of .NET.</param>
/// <param name="CommandLine">The command line as the caller gave it; null when it gave none.</param>
public sealed record Provenance(string Machine, int ProcessId, string Framework, string? CommandLine)
{
    internal static Provenance Here(string? commandLine) =>
        new(Environment.MachineName, Environment.ProcessId, RuntimeInformation.FrameworkDescription, commandLine);
}
