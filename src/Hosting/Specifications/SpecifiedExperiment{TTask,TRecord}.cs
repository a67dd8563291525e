using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Hosting.Specifications;

/// <summary>What a specification says: the experiment, and how it is to be run.</summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
/// <param name="Experiment">The experiment, the same as one that is written in code.</param>
/// <param name="Policies">How it is to be run.</param>
public sealed record SpecifiedExperiment<TTask, TRecord>(Experiment<TTask, TRecord> Experiment, RunPolicies Policies)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>;
