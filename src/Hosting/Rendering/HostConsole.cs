using TrialKeep.Hosting.Builds;

namespace TrialKeep.Hosting.Rendering;

/// <summary>Where a program writes: results on one side, progress and errors on the other.</summary>
internal sealed class HostConsole
{
    private readonly TextWriter _output, _error;
    private readonly Func<int?>? _terminalWidth;

    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <param name="isTerminal">A person looks at standard error.</param>
    /// <param name="variable">The value of an environment variable that says which build server listens; null for none.</param>
    /// <param name="width">How many columns the reader of standard output has; null where nobody's terminal says so.</param>
    /// <param name="terminalWidth">How many columns the terminal of standard error has now; null where it is none or does not say.</param>
    public HostConsole(Func<TextWriter> output, Func<TextWriter> error, bool isTerminal, Func<string, string?>? variable = null, int? width = null, Func<int?>? terminalWidth = null)
    {
        IsTerminal = isTerminal;
        _terminalWidth = terminalWidth;
        Width = width is > 0 ? width.Value : int.MaxValue;
        Builds = new(variable ?? (static _ => null));
        _output = StandardStream.Results(output);
        _error = StandardStream.Remarks(error);
        bool isRead = Builds.Server(BuildServer.Auto) != BuildServer.None;
        Out = isRead ? new CommandGuard(_output) : _output;
        Error = isRead ? new CommandGuard(_error) : _error;
    }

    /// <summary>Standard output; when it can't be written, <see cref="InvalidInputException"/> says so. On a build server nothing in it is a command.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error; when it can't be written, nothing happens. On a build server nothing in it is a command.</summary>
    public TextWriter Error { get; }

    public bool IsTerminal { get; }

    /// <summary>How many columns the reader of standard output has.</summary>
    public int Width { get; }

    /// <summary>How many columns the terminal of standard error has now; null where it does not say.</summary>
    public int? TerminalWidth => _terminalWidth?.Invoke() is > 0 and int width ? width : null;

    /// <summary>The build server that the program runs on.</summary>
    public BuildEnvironment Builds { get; }

    /// <summary>Where commands to the build server go. Both servers read standard error too, so that a file on standard output stays whole.</summary>
    public TextWriter Commands(bool isOutputTaken) => isOutputTaken ? _error : _output;

    public static HostConsole Real() => new(
        static () => Console.Out, static () => Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb",
        Environment.GetEnvironmentVariable, Console.IsOutputRedirected ? null : Console.WindowWidth, static () => Console.WindowWidth);
}
