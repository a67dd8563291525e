using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Specifications;

/// <summary>A kind without settings.</summary>
internal sealed class PlainKind<TTask, TRecord>(Func<Experiment<TTask, TRecord>, string, Experiment<TTask, TRecord>> add) : IPartKind<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    public Schema? Settings => null;

    public Func<Experiment<TTask, TRecord>, string, Experiment<TTask, TRecord>> Bind(byte[] settings) => add;
}
