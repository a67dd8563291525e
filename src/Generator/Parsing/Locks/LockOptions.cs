using Microsoft.CodeAnalysis.Diagnostics;

namespace TrialKeep.Generator.Parsing.Locks;

/// <summary>What the build says about the lock.</summary>
/// <param name="Accepts">The lock is to be written: its differences are meant.</param>
/// <param name="IsOff">The project wants no lock.</param>
/// <param name="IsCI">A build on a server, where nobody reads an information.</param>
internal sealed record LockOptions(bool Accepts, bool IsOff, bool IsCI)
{
    /// <summary>Reads the properties that the Runtime's targets show to the compiler.</summary>
    public static LockOptions Read(AnalyzerConfigOptionsProvider provider)
    {
        string mode = Property(provider, "TrialKeepLock");
        return new(
            Is(mode, "accept"),
            Is(mode, "off"),
            Is(Property(provider, "ContinuousIntegrationBuild"), "true") || Is(Property(provider, "CI"), "true"));
    }

    private static string Property(AnalyzerConfigOptionsProvider provider, string name) =>
        provider.GlobalOptions.TryGetValue("build_property." + name, out string? value) ? value : "";

    private static bool Is(string value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}
