using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>A digest of what a run holds, by which a stage of the program's own knows whether it has seen that already.</summary>
internal static class RunState
{
    /// <summary>
    /// Answers, outputs and current scores, in plan order, as far as a stage has them that stands after this one. It is made of what is in memory, one generation at a time.
    /// </summary>
    public static Digest Of<TTask, TRecord>(Plan<TTask, TRecord> plan, RunReader reader, IReadOnlyList<EvaluationReader> evaluations, RunStage after)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        CompositeDigest first = CompositeDigest.Of("run-state"u8);
        first.Add(plan.Manifest);
        IReadOnlyList<Transform<TRecord>> transforms = after >= RunStage.Transform ? plan.Experiment.Transforms : [];
        foreach (Transform<TRecord> transform in transforms) first.Add(transform.Identity);
        if (after < RunStage.Evaluate) evaluations = [];
        else foreach (EvaluationSpec<TTask, TRecord> evaluation in plan.Experiment.Evaluations) first.Add(evaluation.Identity);
        Digest state = first.Finish();
        for (int i = 0; i < plan.Count; i++)
        {
            if (reader.TryGet(plan.Keys[i], out StoredGeneration generation)) state = With(state, plan, i, generation, reader, transforms, evaluations);
        }

        return state;
    }

    /// <summary>The state as one stage sees it: other code has seen nothing yet.</summary>
    public static Digest Of<TTask, TRecord>(OwnStage<TTask, TRecord> stage, Digest state)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        CompositeDigest digest = CompositeDigest.Of("own-stage"u8);
        digest.Add(stage.Name);
        digest.Add(stage.Code.Text);
        digest.Add(state);
        return digest.Finish();
    }

    private static Digest With<TTask, TRecord>(
        Digest state, Plan<TTask, TRecord> plan, int index, in StoredGeneration generation, RunReader reader, IReadOnlyList<Transform<TRecord>> transforms, IReadOnlyList<EvaluationReader> evaluations)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord>
    {
        CompositeDigest digest = CompositeDigest.Of("held"u8);
        digest.Add(state);
        digest.Add(index);
        digest.Add(generation.Succeeded ? 1 : 0);
        digest.Add(generation.Reference.Run.Text);
        digest.Add(generation.Reference.Writer);
        digest.Add(generation.Reference.Sequence);
        foreach (Transform<TRecord> transform in transforms)
        {
            bool isKnown = reader.Transforms.TryPeek(generation.Key, transform.Identity.Id, out TransformSummary output);
            digest.Add(isKnown ? $"{output.Outcome} {output.Output}" : "");
        }

        for (int i = 0; i < evaluations.Count; i++)
        {
            bool isScored = evaluations[i].TryPeek(generation.Key, out ScoreSummary score) && CurrentWork.IsScored(plan, index, generation, i, reader, score);
            digest.Add(isScored ? 1 : 0);
            if (isScored) digest.Add(score.Value is { } value ? BitConverter.DoubleToInt64Bits(value) : -1);
        }

        return digest.Finish();
    }
}
