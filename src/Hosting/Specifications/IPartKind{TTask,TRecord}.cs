using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Specifications;

/// <summary>A kind of variant or evaluator that a specification may name.</summary>
internal interface IPartKind<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    /// <summary>The shape of the settings; null when there are none.</summary>
    Schema? Settings { get; }

    /// <summary>Reads settings and gives what adds a part with them under a name.</summary>
    /// <exception cref="ExperimentDataException">The settings are not what the type demands.</exception>
    Func<Experiment<TTask, TRecord>, string, Experiment<TTask, TRecord>> Bind(byte[] settings);
}
