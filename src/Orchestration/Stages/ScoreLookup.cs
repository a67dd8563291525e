using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Scores of other runs of the experiment; each run is opened once, when it is first asked for.</summary>
internal sealed class ScoreLookup(StoredExperiment experiment) : IDisposable
{
    private readonly Dictionary<(RunId Run, string Name, Digest Identity), EvaluationReader> _readers = [];

    public EvaluationReader In(RunId run, string name, Digest identity)
    {
        if (!_readers.TryGetValue((run, name, identity), out EvaluationReader? reader))
        {
            using RunReader source = experiment.Read(run);
            _readers[(run, name, identity)] = reader = source.Evaluation(name, identity);
        }

        return reader;
    }

    public void Dispose()
    {
        foreach (EvaluationReader reader in _readers.Values) reader.Dispose();
    }
}
