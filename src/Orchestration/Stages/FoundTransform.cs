using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Stages;

/// <summary>A stored output that serves as another's.</summary>
/// <param name="Stored">The line.</param>
/// <param name="Shared">The texts that it refers to.</param>
internal readonly record struct FoundTransform(StoredTransform Stored, SharedContent Shared);
