using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Scores that other runs of the experiment have by one evaluation, newest run first. They are opened when the first is asked for.</summary>
internal sealed class ScoreLookup(StoredExperiment experiment, RunId except, string name, Digest identity) : IDisposable
{
    private EvaluationReader[]? _newestFirst;

    /// <summary>A score that was made from this record and these references.</summary>
    public bool TryFind(KeyId generation, in RecordReference record, KeyId references, out StoredScore score)
    {
        foreach (EvaluationReader reader in _newestFirst ??= Open())
        {
            if (reader.IsCurrent(generation, record, references)) return reader.TryGet(generation, out score);
        }

        score = default;
        return false;
    }

    public void Dispose()
    {
        foreach (EvaluationReader reader in _newestFirst ?? []) reader.Dispose();
    }

    private EvaluationReader[] Open() => [.. experiment.Runs().Reverse().Where(run => run != except)
        .Select(run => experiment.Evaluation(run, name, identity))
        .Where(static reader => reader.Count > 0)];
}
