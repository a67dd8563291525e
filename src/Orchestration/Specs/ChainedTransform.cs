using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Specs;

/// <summary>A transform of what another one made.</summary>
internal sealed class ChainedTransform<TRecord, TInput, TOutput>(
    Transform<TRecord, TInput> source, string name, string settings, CodeIdentity code, Func<TInput, TransformContext, CancellationToken, ValueTask<Transformed<TOutput>>> make)
    : Transform<TRecord, TOutput>(name, settings, code, source)
    where TRecord : IExperimentRecord<TRecord>
    where TInput : IExperimentRecord<TInput>
    where TOutput : IExperimentRecord<TOutput>
{
    private protected override Func<TransformContext, CancellationToken, ValueTask<Transformed<TOutput>>> Open(TransformItem item, out KeyId input)
    {
        KeyId before = source.Identity.Id;
        item.Reader.Transforms.TryPeek(item.Generation.Key, before, out TransformSummary summary);
        input = summary.Output;
        if (summary.Outcome == TransformOutcome.Output)
        {
            TInput value = item.Reader.Transforms.Read<TInput>(item.Generation.Key, before);
            return (context, now) => make(value, context, now);
        }

        string reason = NoInput.Because(source.Name, item.Reader.Transforms.Find(item.Generation.Key, before)?.None);
        return (_, _) => ValueTask.FromResult(Transformed<TOutput>.None(reason));
    }
}
