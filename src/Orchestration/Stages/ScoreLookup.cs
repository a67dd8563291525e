using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Scores that other runs of the experiment have by one evaluation, newest run first. A run is read when those after it lack a score.</summary>
internal sealed class ScoreLookup(StoredExperiment experiment, RunId? except, string name, Digest identity) : IDisposable
{
    private readonly List<EvaluationReader> _opened = [];
    private Queue<RunId>? _left;

    /// <summary>Copies a score that was made from this record and these references; false when no run has one.</summary>
    public bool TryCopy(KeyId generation, in RecordReference record, KeyId references, Func<EvaluationWriter> writer)
    {
        if (Find(generation, record, references) is not { } reader) return false;
        writer().Append(reader, generation);
        return true;
    }

    /// <summary>Whether a run has a score that was made from this record and these references.</summary>
    public bool Contains(KeyId generation, in RecordReference record, KeyId references) => Find(generation, record, references) is not null;

    public void Dispose()
    {
        foreach (EvaluationReader reader in _opened) reader.Dispose();
    }

    private EvaluationReader? Find(KeyId generation, in RecordReference record, KeyId references)
    {
        foreach (EvaluationReader reader in _opened)
        {
            if (reader.IsCurrent(generation, record, references)) return reader;
        }

        // Mostly the newest run has all of them: an older one is read when something is missing.
        while (Next() is { } reader)
        {
            if (reader.IsCurrent(generation, record, references)) return reader;
        }

        return null;
    }

    private EvaluationReader? Next()
    {
        _left ??= new(experiment.Runs().Reverse().Where(run => run != except));
        while (_left.TryDequeue(out RunId run))
        {
            EvaluationReader reader = experiment.Evaluation(run, name, identity);
            if (reader.Count > 0)
            {
                _opened.Add(reader);
                return reader;
            }

            reader.Dispose();
        }

        return null;
    }
}
