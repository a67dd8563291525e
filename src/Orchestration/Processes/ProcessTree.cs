using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace TrialKeep.Orchestration.Processes;

/// <summary>
/// A process and everything that it has started. Parents alone don't tell on Unix: a child whose parent ends is given to another one. So every
/// process of a call has a variable with the call's own mark, which children inherit, and Linux shows the variables of processes. What clears
/// its variables and loses its parent is not found.
/// </summary>
internal sealed partial class ProcessTree(Process root, string mark)
{
    public const string MarkName = "TRIALKEEP_CALL";

    private const int Terminate = 15;
    private const int Kill = 9;

    // A process may start another while the list is read; each round ends at least those that were there.
    private const int MostRounds = 50;

    private readonly string _entry = $"{MarkName}={mark}";

    /// <summary>Asks every process to end, where the system can.</summary>
    public void Ask()
    {
        if (OperatingSystem.IsLinux()) Signal(Members(), Terminate);
        else if (OperatingSystem.IsMacOS()) Signal([root.Id], Terminate);
    }

    /// <summary>Ends every process.</summary>
    /// <returns>How many were ended beside the first.</returns>
    public int End()
    {
        HashSet<int> ended = [];
        // By parents first: that also finds those that have cleared their variables.
        KillByParents();
        if (!OperatingSystem.IsLinux()) return 0;
        // Looked at twice: a process that is just being replaced by another program shows no variables for a moment.
        for (int round = 0, empty = 0; round < MostRounds && empty < 2; round++)
        {
            List<int> members = Members();
            empty = members.Count == 0 ? empty + 1 : 0;
            Signal(members, Kill);
            ended.UnionWith(members);
            // A killed process stays in the list until the system has taken it down.
            if (round > 0) Thread.Sleep(1);
        }

        ended.Remove(root.Id);
        return ended.Count;
    }

    private void KillByParents()
    {
        try
        {
            root.Kill(entireProcessTree: true);
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception or AggregateException or NotSupportedException)
        {
            // It had ended, or one of its children had; what is left is found by its mark.
        }
    }

    [SupportedOSPlatform("linux")]
    private List<int> Members()
    {
        List<int> members = [];
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id != Environment.ProcessId && IsMember(folder)) members.Add(id);
        }

        return members;
    }

    // A process that has ended and was not waited for has no variables.
    private bool IsMember(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "environ")).Split('\0').Contains(_entry, StringComparer.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It has just ended, or belongs to somebody else.
            return false;
        }
    }

    private static void Signal(IEnumerable<int> members, int signal)
    {
        foreach (int id in members) _ = Send(id, signal);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int process, int signal);
}
