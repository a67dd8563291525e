using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Specifications;

/// <summary>A kind whose settings are read by the codec of their type.</summary>
internal sealed class PartKind<TTask, TRecord, TSettings>(Func<Experiment<TTask, TRecord>, string, TSettings, Experiment<TTask, TRecord>> add) : IPartKind<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
    where TSettings : ICodec<TSettings>, ISchema<TSettings>
{
    public Schema Settings => TSettings.Schema;

    public Func<Experiment<TTask, TRecord>, string, Experiment<TTask, TRecord>> Bind(byte[] settings)
    {
        TSettings value = Json.Read<TSettings>(settings);
        return (experiment, name) => add(experiment, name, value);
    }
}
