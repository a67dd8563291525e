namespace TrialKeep.Orchestration.Processes;

/// <summary>A folder of one call's own: what the process sees in <c>work</c>, what this side needs beside it. Gone after the call.</summary>
internal sealed class CallFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("trialkeep-call-").FullName;

    public CallFolder() => Directory.CreateDirectory(Work);

    public string Work => Path.Combine(_path, "work");

    public string Task => Path.Combine(_path, "task.json");

    public string Result => Path.Combine(_path, "result");

    public string Output => Path.Combine(_path, "stdout");

    public string Error => Path.Combine(_path, "stderr");

    public string Expand(string text) => text
        .Replace("{task}", Task, StringComparison.Ordinal)
        .Replace("{result}", Result, StringComparison.Ordinal)
        .Replace("{folder}", Work, StringComparison.Ordinal);

    public void Dispose()
    {
        try
        {
            Directory.Delete(_path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is under the system's folder for temporary files, which the system clears; an answer is not worth losing for it.
        }
    }
}
