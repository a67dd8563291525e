using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Whether a stored score still says something about a generation.</summary>
internal static class ScoreCurrency
{
    /// <summary>A score is current when it was made from this record and these references, and the evaluator did not fail.</summary>
    public static bool IsCurrent(EvaluationReader stored, KeyId generation, in RecordReference record, KeyId references, out StoredScore score) =>
        stored.TryGet(generation, out score) && score.Error is null && score.References == references && score.Record == record;
}
