namespace TrialKeep.Generator.Model;

/// <summary>What a collection is built as when it is read.</summary>
internal enum CollectionForm
{
    None,
    Array,
    List,
    ImmutableArray,
    HashSet,
    ImmutableHashSet,
    Dictionary,
    ImmutableDictionary,

    /// <summary><c>ReadOnlyMemory&lt;byte&gt;</c>, where <see cref="Array"/> is <c>byte[]</c>.</summary>
    Memory,
}
