using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Runtime.Schemas;

/// <summary>A type with <c>[ExperimentRecord]</c>. Generated code implements it.</summary>
/// <typeparam name="TSelf">The annotated type.</typeparam>
public interface IExperimentRecord<TSelf> : ISchema<TSelf>, ICodec<TSelf>
    where TSelf : IExperimentRecord<TSelf>;
