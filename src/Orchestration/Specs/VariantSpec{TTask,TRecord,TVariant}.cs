using TrialKeep.Orchestration.Views;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Specs;

internal sealed class VariantSpec<TTask, TRecord, TVariant>(
    string name, Digest key, TVariant settings, Func<TTask, VariantContext, CancellationToken, Task<TRecord>> answer, CodeIdentity code)
    : VariantSpec<TTask, TRecord>(name, TVariant.Schema, key, code, answer)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
    where TVariant : IExperimentVariant<TVariant>
{
    public override byte[] ToJson() => Json.Write(settings);

    internal override byte[] ToView() => RenderedView.KeyPartsOf(RenderedView.Whole(settings), Schema);

    internal override void Store(RunWriter writer) => writer.Variant(Key, Name, Code, settings);
}
