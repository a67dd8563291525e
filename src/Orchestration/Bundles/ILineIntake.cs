using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>What a kind of lines is held against, and how one is kept.</summary>
/// <typeparam name="TRecord">What comes out.</typeparam>
internal interface ILineIntake<TRecord>
{
    /// <summary>Says what a line is worth while the run is as the reader sees it; null when there is no run yet.</summary>
    /// <exception cref="ExperimentDataException">The line is not what it should be.</exception>
    JudgedLine<TRecord> Judge(AnswerLine line, RunReader? run);

    /// <summary>Keeps a line that is new.</summary>
    void Append(AnswerLine line, in JudgedLine<TRecord> judged, RunSession session);
}
