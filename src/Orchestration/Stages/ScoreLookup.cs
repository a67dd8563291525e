using TrialKeep.Runtime.Keys;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Scores that other runs of the experiment have by one evaluation, newest run first. A run is read when those after it lack a score.</summary>
internal sealed class ScoreLookup(StoredExperiment experiment, RunId? except, string name, Digest identity) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<EvaluationReader> _opened = [];
    private Queue<RunId>? _left;
    private bool _disposed;

    /// <summary>Begins to read the newest run on another thread, for a caller who is sure to ask and has something else to do first.</summary>
    public void Begin() => _ = Task.Run(() =>
    {
        lock (_gate)
        {
            try
            {
                if (_left is null && !_disposed) Next();
            }
            catch (StoreException)
            {
                // The run is still the next one, so that whoever asks meets the same.
            }
        }
    });

    /// <summary>Whether any other run has a score at all.</summary>
    public bool HasAny => _opened.Count > 0 || Next() is not null;

    /// <summary>Copies a score that was made from this record, or this output of a transform of it, and these references; false when no run has one.</summary>
    public bool TryCopy(KeyId generation, in RecordReference record, KeyId references, KeyId? output, Func<EvaluationWriter> writer)
    {
        if (Find(generation, record, references, output) is not { } reader) return false;
        writer().Append(reader, generation);
        return true;
    }

    /// <summary>Whether a run has a score that was made from this record and these references.</summary>
    public bool Contains(KeyId generation, in RecordReference record, KeyId references, KeyId? output) => Find(generation, record, references, output) is not null;

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (EvaluationReader reader in _opened) reader.Dispose();
        }
    }

    private static bool IsCurrent(EvaluationReader reader, KeyId generation, in RecordReference record, KeyId references, KeyId? output) =>
        reader.TryPeek(generation, out ScoreSummary summary) && summary.IsCurrent(record, references, output);

    private EvaluationReader? Find(KeyId generation, in RecordReference record, KeyId references, KeyId? output)
    {
        lock (_gate)
        {
            foreach (EvaluationReader reader in _opened)
            {
                if (IsCurrent(reader, generation, record, references, output)) return reader;
            }

            // Mostly the newest run has all of them: an older one is read when something is missing.
            while (Next() is { } reader)
            {
                if (IsCurrent(reader, generation, record, references, output)) return reader;
            }

            return null;
        }
    }

    private EvaluationReader? Next()
    {
        _left ??= new(experiment.Runs().Reverse().Where(run => run != except));
        while (_left.TryPeek(out RunId run))
        {
            EvaluationReader reader = experiment.Evaluation(run, name, identity);
            _left.Dequeue();
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
