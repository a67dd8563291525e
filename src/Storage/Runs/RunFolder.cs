using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs;

/// <summary>The paths of one run.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Id">The run.</param>
/// <param name="Folder">Its folder.</param>
internal sealed record RunFolder(string Experiment, RunId Id, string Folder)
{
    public const string RunFileName = "run.json";

    public string RunFile => Path.Combine(Folder, RunFileName);

    public string LockFile => Path.Combine(Folder, "run.lock");

    public string MarksFile => Path.Combine(Folder, "marks.json");

    public string MarksLock => Path.Combine(Folder, "marks.lock");

    public string ManifestFile => Path.Combine(Folder, "manifest.jsonl");

    public string WritersFolder => Path.Combine(Folder, "writers");

    public string EvaluationsFolder => Path.Combine(Folder, "evaluations");

    public string DataSetFolder => Path.Combine(Folder, "dataset");

    public string CheckpointsFolder => Path.Combine(Folder, "checkpoints");

    public string LostAndFound => Path.Combine(Folder, "lost+found");

    public StreamName Journal => StreamName.Journal(Id.Text, Folder);

    public string Checkpoints(string name) => Path.Combine(CheckpointsFolder, name);

    public string WriterLock(string writer) => Path.Combine(WritersFolder, writer + ".lock");

    public StreamName Evaluation(string name, Digest identity) => StreamName.Evaluation(Id.Text, Folder, name, identity);

    public StreamName Evaluation(EvaluationName evaluation)
    {
        Name.Check("evaluation", evaluation.Name);
        string folder = $"{evaluation.Name}-{evaluation.Identity}";
        return new(Id.Text, folder, Path.Combine(EvaluationsFolder, folder));
    }

    /// <summary>The journal and every evaluation.</summary>
    public IEnumerable<StreamName> Streams()
    {
        yield return Journal;
        foreach (EvaluationName evaluation in Evaluations()) yield return Evaluation(evaluation);
    }

    /// <summary>The evaluation that has a folder of this name; null when none has.</summary>
    public static EvaluationName? TryEvaluation(string folder)
    {
        int dash = folder.Length - 17;
        if (dash <= 0 || folder[dash] != '-') return null;
        EvaluationName evaluation = new(folder[..dash], folder[(dash + 1)..]);
        return Name.IsGood(evaluation.Name) && LowerHex.Is(evaluation.Identity) ? evaluation : null;
    }

    /// <summary>The evaluations that have a folder, sorted.</summary>
    public List<EvaluationName> Evaluations()
    {
        List<EvaluationName> found = [];
        if (!Directory.Exists(EvaluationsFolder)) return found;
        foreach (string path in Directory.EnumerateDirectories(EvaluationsFolder).Order(StringComparer.Ordinal))
        {
            if (TryEvaluation(Path.GetFileName(path)) is { } evaluation) found.Add(evaluation);
        }

        return found;
    }
}
