using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>
/// The scores that other runs have, evaluation by evaluation. While records are taken over, and while one evaluation is at work, the next one's newest run is read: one ahead and
/// no more, because each may hold a million scores.
/// </summary>
internal sealed class ScoreLookups<TTask, TRecord>(StoredExperiment experiment, RunId except, IReadOnlyList<EvaluationSpec<TTask, TRecord>> evaluations) : IDisposable
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private ScoreLookup? _ahead;
    private int _aheadOf = -1;
    private bool _isWanted;

    /// <summary>Begins to read, once: records are taken over, so that scores of them will be looked for.</summary>
    public void Begin()
    {
        if (_isWanted) return;
        _isWanted = true;
        Prepare(0);
    }

    /// <summary>The look-up of an evaluation, by its place among them; the caller closes it.</summary>
    public ScoreLookup Take(int evaluation)
    {
        ScoreLookup lookup = _ahead is { } ahead && _aheadOf == evaluation ? ahead : Of(evaluation);
        if (_ahead != lookup) _ahead?.Dispose();
        _ahead = null;
        if (_isWanted) Prepare(evaluation + 1);
        return lookup;
    }

    public void Dispose() => _ahead?.Dispose();

    private void Prepare(int evaluation)
    {
        if (evaluation >= evaluations.Count) return;
        (_ahead, _aheadOf) = (Of(evaluation), evaluation);
        _ahead.Begin();
    }

    private ScoreLookup Of(int evaluation) => new(experiment, except, evaluations[evaluation].Name, evaluations[evaluation].Identity);
}
