using TrialKeep.Hosting.Builds;

namespace TrialKeep.Hosting.Rendering;

/// <summary>Where a program writes: results on one side, progress and errors on the other.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="isTerminal">A person looks at standard error.</param>
/// <param name="variable">The value of an environment variable that says which build server listens; null for none.</param>
internal sealed class HostConsole(Func<TextWriter> output, Func<TextWriter> error, bool isTerminal, Func<string, string?>? variable = null)
{
    /// <summary>Standard output; when it can't be written, <see cref="InvalidInputException"/> says so.</summary>
    public TextWriter Out { get; } = StandardStream.Results(output);

    /// <summary>Standard error; when it can't be written, nothing happens.</summary>
    public TextWriter Error { get; } = StandardStream.Remarks(error);

    public bool IsTerminal => isTerminal;

    /// <summary>The build server that the program runs on.</summary>
    public BuildEnvironment Builds { get; } = new(variable ?? (static _ => null));

    public static HostConsole Real() => new(
        static () => Console.Out, static () => Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb",
        Environment.GetEnvironmentVariable);
}
