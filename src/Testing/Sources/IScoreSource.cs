using TrialKeep.Analysis.Comparison.Arms;

namespace TrialKeep.Testing.Sources;

/// <summary>Where the scores of a run come from.</summary>
internal interface IScoreSource
{
    /// <summary>A table for each evaluation.</summary>
    IReadOnlyList<ArmTable> Read();

    /// <summary>Another run of the same place, found by its id or the beginning of it.</summary>
    IScoreSource Other(string run);

    /// <summary>The same scores, of one version of an evaluation that has several.</summary>
    IScoreSource WithEvaluator(string evaluation, string identity);
}
