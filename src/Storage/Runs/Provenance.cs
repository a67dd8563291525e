using System.Collections.Immutable;
using TrialKeep.Storage.Origins;

namespace TrialKeep.Storage.Runs;

/// <summary>Where a run's last status was written. What could not be found out is null or empty.</summary>
/// <param name="Machine">The name of the machine.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Framework">The version of .NET.</param>
/// <param name="CommandLine">The command line, secrets masked.</param>
public sealed record Provenance(string Machine, int ProcessId, string Framework, string? CommandLine)
{
    /// <summary>The git repository around the folder in which the program was started; null when there is none.</summary>
    public GitState? Git { get; init; }

    /// <summary>What it ran on; null while that is not known yet.</summary>
    public Machine? Hardware { get; init; }

    /// <summary>The packages that the program was built with, and their versions.</summary>
    public ImmutableSortedDictionary<string, string> Packages { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What of the environment matters: <c>culture</c>, <c>uiCulture</c>, <c>timeZone</c> and the variables that start with <c>DOTNET_</c> or <c>COMPlus_</c>, secrets masked.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
