using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Runtime.Schemas;

/// <summary>A type with <c>[ExperimentPart]</c>. Generated code implements it; a part with key parts also implements <see cref="Keys.IKeyed{TSelf}"/>.</summary>
/// <typeparam name="TSelf">The annotated type.</typeparam>
public interface IExperimentPart<TSelf> : ISchema<TSelf>, ICodec<TSelf>
    where TSelf : IExperimentPart<TSelf>;
