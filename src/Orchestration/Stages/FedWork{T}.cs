using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Stages;

/// <summary>An item that a feed has handed out.</summary>
/// <param name="Item">The item.</param>
/// <param name="Claim">Under which key it was claimed; nothing when the work is nobody else's.</param>
internal readonly record struct FedWork<T>(T Item, KeyId Claim = default)
    where T : struct;
