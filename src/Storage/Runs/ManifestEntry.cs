using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Runs;

/// <summary>One generation of a manifest.</summary>
/// <param name="Key">The generation.</param>
/// <param name="Item">The item's id, or the task's key as text.</param>
/// <param name="Variant">The variant's name.</param>
/// <param name="Sample">The index of the sample, from 0.</param>
public sealed record ManifestEntry(KeyId Key, string Item, string Variant, int Sample);
