using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests.Locks;

/// <summary>The lock that an accepting build writes.</summary>
internal static class Locked
{
    private static readonly InMemoryOptions s_accepting = new(new Dictionary<string, string> { ["TrialKeepLock"] = "accept" });

    /// <summary>The text of the lock of a source; null when the build would write none.</summary>
    public static string? TextOf(string source, string? old = null)
    {
        Compiled compiled = Compiled.From(Compiled.Compilation(source), old is null ? [] : [new InMemoryFile("/project/trialkeep.lock.json", old)], s_accepting);
        string? file = compiled.Files.GetValueOrDefault("TrialKeep.Lock.g.cs");
        if (file is null) return null;

        // As the MSBuild target cuts it out.
        int start = file.IndexOf('{', StringComparison.Ordinal);
        return file[start..file.LastIndexOf('*')].Trim() + "\n";
    }
}
