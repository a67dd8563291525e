using System.Diagnostics;

namespace TrialKeep.Hosting.Submitting;

/// <summary>Starts this program once more, in a session of its own: no terminal that closes takes it along.</summary>
internal static class BackgroundProcess
{
    private const string Variable = "TRIALKEEP_SUBMITTED";

    // exec: the number that is told is that of the program itself. setsid forks only where it leads a group already, as a started child never does.
    private const string Script = "log=$1; shift; exec setsid \"$@\" >>\"$log\" 2>&1 </dev/null";

    private static readonly string[] s_folders = ["/usr/bin", "/bin", "/usr/local/bin"];

    /// <summary>The run that this process was started for; null when it was started by a person. Processes that it starts are not told.</summary>
    public static string? TakeRun()
    {
        string? run = Environment.GetEnvironmentVariable(Variable);
        if (run is not null) Environment.SetEnvironmentVariable(Variable, null);
        return string.IsNullOrEmpty(run) ? null : run;
    }

    /// <summary>Demands what is needed, before anything is begun.</summary>
    /// <exception cref="InvalidInputException">There is no <c>setsid</c> here.</exception>
    public static void Demand()
    {
        if (!s_folders.Any(static folder => File.Exists(Path.Combine(folder, "setsid")))) throw new InvalidInputException("submit needs the program setsid, which this system does not have; call run in a session of your own, such as tmux.");
    }

    /// <summary>Starts the program with the command line of this one.</summary>
    /// <param name="run">The run that it goes on with.</param>
    /// <param name="log">The file that its output is added to.</param>
    /// <returns>The number of its process.</returns>
    public static int Start(string run, string log)
    {
        string program = Environment.ProcessPath ?? throw new InvalidInputException("This program does not know its own file, so that it can't be started once more; call run.");
        ProcessStartInfo start = new("/bin/sh") { UseShellExecute = false };
        foreach (string argument in (string[])["-c", Script, "sh", log, program]) start.ArgumentList.Add(argument);
        string[] own = Environment.GetCommandLineArgs();
        // Of a program that `dotnet` runs the first argument is its assembly; of one that runs by itself it is its own file.
        bool isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        foreach (string argument in isHosted ? own : own[1..]) start.ArgumentList.Add(argument);
        start.Environment[Variable] = run;
        using Process process = Process.Start(start)!;
        return process.Id;
    }
}
