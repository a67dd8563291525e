using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Journals;

/// <summary>A stream of lines of a run: its journal, or one of its evaluations.</summary>
/// <param name="Run">The run's id as text.</param>
/// <param name="Name"><c>journal</c>, or the evaluation's name, a hyphen and 16 digits of its identity.</param>
/// <param name="Folder">The folder of its segments.</param>
internal sealed record StreamName(string Run, string Name, string Folder)
{
    public static StreamName Journal(string run, string runFolder) => new(run, "journal", Path.Combine(runFolder, "journal"));

    public static StreamName Evaluation(string run, string runFolder, string name, Digest identity)
    {
        string folder = $"{name}-{identity.ToString()[..16]}";
        return new(run, folder, Path.Combine(runFolder, "evaluations", folder));
    }
}
