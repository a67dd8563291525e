using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>Starts a list of what a specification by data may name.</summary>
public static class Specification
{
    /// <summary>An empty list.</summary>
    /// <typeparam name="TTask">What is asked.</typeparam>
    /// <typeparam name="TRecord">What comes out.</typeparam>
    public static Specification<TTask, TRecord> For<TTask, TRecord>()
        where TTask : IExperimentTask<TTask>
        where TRecord : IExperimentRecord<TRecord> => new();
}
