using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>Starts the description of an experiment.</summary>
public static class Experiment
{
    /// <summary>An experiment: a named question asked of every item of a data set and answered by variants.</summary>
    /// <typeparam name="TTask">What is asked, a type with <c>[ExperimentTask]</c>.</typeparam>
    /// <typeparam name="TRecord">What comes out, a type with <c>[ExperimentRecord]</c>.</typeparam>
    /// <param name="name">The name, which is also a folder of the store: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    public static Experiment<TTask, TRecord> For<TTask, TRecord>(string name)
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => new(name);
}
