using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Runtime.Schemas;

/// <summary>A type with <c>[ExperimentTask]</c>. Generated code implements it.</summary>
/// <typeparam name="TSelf">The annotated type.</typeparam>
public interface IExperimentTask<TSelf> : ISchema<TSelf>, ICodec<TSelf>, IKeyed<TSelf>
    where TSelf : IExperimentTask<TSelf>
{
    /// <summary>The item's id as text; null when the type has no <c>[ItemId]</c>, and then the key's text is the item.</summary>
    static abstract string? GetItemId(TSelf task);

    /// <summary>Writes all <c>[Reference]</c> members, each as name and value sorted by name: a score is outdated when they change.</summary>
    static abstract void WriteReferences(ref KeyWriter writer, TSelf task);
}
