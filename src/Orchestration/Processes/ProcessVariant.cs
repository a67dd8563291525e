using TrialKeep.Orchestration.Processes;

namespace TrialKeep;

/// <summary>
/// A variant that is another program: an agent, a solver, a script. It is started for each call, without a shell, is given the task as JSON, and answers on its
/// standard output or in a file. Whatever it starts ends with it. May be used for several calls at once.
/// </summary>
/// <remarks>
/// Arguments and variables may hold <c>{task}</c>, <c>{result}</c> and <c>{folder}</c>: the file with the task, the file for the result, and a folder of the
/// call's own that is deleted after it. What a process needs of secrets is best given in variables: its arguments are seen by every user of the machine.
/// </remarks>
public sealed class ProcessVariant
{
    /// <summary>A command.</summary>
    /// <param name="command">The program: a path, or a name that is looked for in PATH.</param>
    /// <param name="arguments">Its arguments, each as it is: nothing is split, expanded or quoted.</param>
    public ProcessVariant(string command, params IReadOnlyList<string> arguments)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        ArgumentNullException.ThrowIfNull(arguments);
        Command = command;
        Arguments = [.. arguments];
    }

    /// <summary>The program.</summary>
    public string Command { get; }

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>How it is given its task.</summary>
    public ProcessInput Input { get; init; }

    /// <summary>The result is in the file <c>{result}</c> instead of on the standard output.</summary>
    public bool ReadsResultFile { get; init; }

    /// <summary>Variables beside those of this process; a null value takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    /// <summary>It gets this process's variables, too. PATH is always given.</summary>
    public bool InheritsVariables { get; init; } = true;

    /// <summary>Where it works; null for <c>{folder}</c>, which is empty at the start.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>How long it may take; null for as long as it likes.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How long it has to end by itself after it was asked to (SIGTERM on Unix) and before it is ended.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long what it left behind may still write after it has ended; then that is ended.</summary>
    public TimeSpan DrainPeriod { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Bytes of a result beyond which the call fails. Output is read to its end whatever its length, so that nothing blocks.</summary>
    public int LongestResult { get; init; } = 64 << 20;

    /// <summary>Bytes of standard output or error from which it is kept as the artifact <c>stdout</c> or <c>stderr</c>.</summary>
    public int LongestInline { get; init; } = 64 << 10;

    /// <summary>
    /// Files that it writes, relative to its working folder, that are kept as artifacts under their file name; one that is not there is none. A failed call
    /// keeps those that are there.
    /// </summary>
    public IReadOnlyList<string> OutputFiles { get; init; } = [];

    /// <summary>Texts that are masked in everything that is said of a call, beside values of variables that are named like secrets.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Runs the process once.</summary>
    /// <param name="task">The task, as JSON or whatever the program reads; written as it is.</param>
    /// <param name="context">The call, whose run keeps the artifacts; null when nothing is to be kept.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <exception cref="VariantException">
    /// It could not be started (<see cref="FailureKind.NotStarted"/>), ended with another code than 0 (<see cref="FailureKind.ExitCode"/>, with the last lines of its
    /// standard error), took too long (<see cref="FailureKind.Timeout"/>), or gave no result (<see cref="FailureKind.InvalidResponse"/>).
    /// </exception>
    /// <exception cref="OperationCanceledException">It was ended because the caller cancelled.</exception>
    /// <exception cref="IOException">What it wrote could not be kept, as on a full disk.</exception>
    public async Task<ProcessAnswer> RunAsync(ReadOnlyMemory<byte> task, VariantContext? context = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        Check();
        using CallFolder folder = new();
        ProcessCall call = new(this, folder, context);
        return await call.RunAsync(task, cancellation).ConfigureAwait(false);
    }

    private void Check()
    {
        if (Timeout <= TimeSpan.Zero || GracePeriod < TimeSpan.Zero || DrainPeriod < TimeSpan.Zero)
            throw new ArgumentException($"The process '{Command}' has a time-out that is not above 0 or a period below 0; leave the time-out out for none.");
        if (LongestResult < 0 || LongestInline < 0) throw new ArgumentException($"The process '{Command}' has a length below 0.");
    }
}
