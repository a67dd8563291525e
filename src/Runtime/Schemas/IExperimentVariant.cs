using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Runtime.Schemas;

/// <summary>A type with <c>[ExperimentVariant]</c>. Generated code implements it.</summary>
/// <typeparam name="TSelf">The annotated type.</typeparam>
public interface IExperimentVariant<TSelf> : ISchema<TSelf>, ICodec<TSelf>, IKeyed<TSelf>
    where TSelf : IExperimentVariant<TSelf>;
