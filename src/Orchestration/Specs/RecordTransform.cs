using TrialKeep.Orchestration.Stages;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Specs;

/// <summary>A transform of the record itself.</summary>
internal sealed class RecordTransform<TRecord, TOutput>(
    string name, string settings, CodeIdentity code, Func<TRecord, TransformContext, CancellationToken, ValueTask<Transformed<TOutput>>> make)
    : Transform<TRecord, TOutput>(name, settings, code, source: null)
    where TRecord : IExperimentRecord<TRecord>
    where TOutput : IExperimentRecord<TOutput>
{
    private protected override Func<TransformContext, CancellationToken, ValueTask<Transformed<TOutput>>> Open(TransformItem item, out KeyId input)
    {
        TRecord record = item.Reader.ReadRecord<TRecord>(item.Generation, out input);
        return (context, now) => make(record, context, now);
    }
}
