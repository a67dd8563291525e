using TrialKeep.Orchestration.Views;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Specs;

/// <summary>An evaluation of what a transform makes of the records. What has no output is unscored, with the transform's reason.</summary>
internal sealed class OutputEvaluation<TTask, TRecord, TOutput>(string name, Transform<TRecord, TOutput> transform, Evaluator<TTask, TOutput> evaluator, CodeIdentity code)
    : EvaluationSpec<TTask, TRecord>(name, () => evaluator.Settings, evaluator.IsJudge, code)
    where TRecord : IExperimentRecord<TRecord>
    where TOutput : IExperimentRecord<TOutput>
{
    public override Transform<TRecord> Transform => transform;

    internal override Schema Scored => TOutput.Schema;

    internal override byte[] View(RunReader reader, in StoredGeneration generation, out KeyId output)
    {
        KeyId identity = transform.Identity.Id;
        reader.Transforms.TryPeek(generation.Key, identity, out TransformSummary summary);
        output = summary.Output;
        return RenderedView.Whole(reader.Transforms.Read<TOutput>(generation.Key, identity));
    }

    internal override Func<ScoreContext, CancellationToken, ValueTask<Score>> Open(RunReader reader, TTask task, in StoredGeneration generation, out KeyId output)
    {
        KeyId identity = transform.Identity.Id;
        reader.Transforms.TryPeek(generation.Key, identity, out TransformSummary summary);
        output = summary.Output;
        if (summary.Outcome == TransformOutcome.Output)
        {
            TOutput value = reader.Transforms.Read<TOutput>(generation.Key, identity);
            return (context, now) => evaluator.EvaluateAsync(task, value, context, now);
        }

        string reason = NoInput.Because(transform.Name, reader.Transforms.Find(generation.Key, identity)?.None);
        return (_, _) => ValueTask.FromResult(Score.None(reason));
    }
}
