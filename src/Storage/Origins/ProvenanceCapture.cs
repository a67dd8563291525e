using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using TrialKeep.Storage.Redaction;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Origins;

/// <summary>
/// Finds out where a run runs, on the side: starting a run does not wait for it, and ending one waits for a moment at most. It happens once for
/// a store and a folder in a process, when the first run is begun: that is the state which the program was started from. The kernel's files and git
/// are not the store's, so that they are not read through its file operations.
/// </summary>
internal sealed class ProvenanceCapture
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);
    private static readonly ConcurrentDictionary<(string, string), ProvenanceCapture> s_captures = new();
    private readonly TaskCompletionSource<Provenance> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string? _commandLine;

    private ProvenanceCapture(string folder, string store)
    {
        _commandLine = Secrets.MaskArguments(System.Environment.GetCommandLineArgs());
        // A thread of its own: it waits for git, and the pool's threads belong to the run.
        new Thread(() => Find(folder, store), 512 << 10) { IsBackground = true, Name = "TrialKeep provenance", Priority = ThreadPriority.BelowNormal }.Start();
    }

    public static ProvenanceCapture Of(StoreContext store)
    {
        string folder = System.Environment.CurrentDirectory;
        if (s_captures.TryGetValue((folder, store.Folder), out ProvenanceCapture? known)) return known;
        lock (s_captures) return s_captures.GetOrAdd((folder, store.Folder), static key => new(key.Item1, key.Item2));
    }

    /// <summary>What is known now, or in a moment.</summary>
    /// <param name="commandLine">As the caller says; null for the process's own.</param>
    /// <param name="waits">Wait until everything is known, or too much time has passed.</param>
    public Provenance Get(string? commandLine, bool waits)
    {
        if (waits) _found.Task.Wait(s_longest);
        Provenance known = _found.Task.IsCompletedSuccessfully ? _found.Task.Result : Little();
        return known with { CommandLine = commandLine is null ? _commandLine : Secrets.MaskText(commandLine) };
    }

    private static Provenance Little() =>
        new(System.Environment.MachineName, System.Environment.ProcessId, RuntimeInformation.FrameworkDescription, null);

    private void Find(string folder, string store)
    {
        Provenance found = Little();
        try
        {
            found = found with { Hardware = Machine.Here() };
            found = found with { Environment = EnvironmentHere() };
            found = found with { Packages = Packages.Here().ToImmutableSortedDictionary(StringComparer.Ordinal) };
            found = found with { Git = GitReader.Read(folder, store, s_longest) };
        }
        catch (Exception)
        {
            // Provenance never fails a run, and this thread would end the process: what was found until then is kept, the rest is null.
        }

        _found.TrySetResult(found);
    }

    private static ImmutableSortedDictionary<string, string> EnvironmentHere()
    {
        ImmutableSortedDictionary<string, string>.Builder environment = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        environment["culture"] = CultureInfo.CurrentCulture.Name;
        environment["uiCulture"] = CultureInfo.CurrentUICulture.Name;
        environment["timeZone"] = TimeZoneInfo.Local.Id;
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
        {
            string name = (string)variable.Key;
            if (!name.StartsWith("DOTNET_", StringComparison.Ordinal) && !name.StartsWith("COMPlus_", StringComparison.Ordinal)) continue;
            environment[name] = Secrets.IsSecretName(name) ? Secrets.Mask : Secrets.MaskText((string?)variable.Value ?? "");
        }

        return environment.ToImmutable();
    }
}
