namespace TrialKeep.Hosting.Rendering;

/// <summary>Where a program writes: results on one side, progress and errors on the other.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsTerminal">A person looks at standard error.</param>
internal sealed record HostConsole(TextWriter Out, TextWriter Error, bool IsTerminal)
{
    public static HostConsole Real() => new(Console.Out, Console.Error, !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not "dumb");
}
