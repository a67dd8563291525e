using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>Whether a stored score still says something about a generation.</summary>
internal static class ScoreCurrency
{
    /// <summary>The score of a generation, when it is current for this record and these references.</summary>
    public static bool IsCurrent(EvaluationReader stored, KeyId generation, in RecordReference record, KeyId references, out StoredScore score) =>
        stored.TryGet(generation, out score) && score.IsCurrent(record, references);
}
