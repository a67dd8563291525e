using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Maintenance;

/// <summary>What a line says of a record that it refers to.</summary>
/// <param name="Generation">The generation that it is of.</param>
/// <param name="Output">The id of the digest of its JSON; null where the line does not say.</param>
/// <param name="From">Where the line stands.</param>
internal readonly record struct Expectation(KeyId Generation, KeyId? Output, Place From);
