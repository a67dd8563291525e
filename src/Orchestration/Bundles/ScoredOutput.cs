using TrialKeep.Orchestration.Specs;
using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>Tells what there is to score of a generation: its record, or what a transform made of it.</summary>
internal static class ScoredOutput
{
    /// <summary>What stands.</summary>
    /// <param name="evaluation">The evaluation.</param>
    /// <param name="run">The run.</param>
    /// <param name="generation">The generation, which succeeded.</param>
    /// <param name="made">The id of the digest of the transform's output; null where the record is scored.</param>
    public static ScoredState Find<TTask, TRecord>(EvaluationSpec<TTask, TRecord> evaluation, RunReader run, in StoredGeneration generation, out KeyId? made)
        where TRecord : IExperimentRecord<TRecord>
    {
        made = null;
        if (evaluation.Transform is not { } transform) return ScoredState.Ready;
        if (!CurrentTransform.TryGet(run.Transforms, transform, generation.Key, generation.Reference, out TransformSummary summary)) return ScoredState.Pending;
        made = summary.Output;
        return summary.Outcome == TransformOutcome.Output ? ScoredState.Ready : ScoredState.Nothing;
    }
}
