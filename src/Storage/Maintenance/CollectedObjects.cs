namespace TrialKeep.Storage.Maintenance;

/// <summary>What the collection of objects removes, or would.</summary>
/// <param name="Objects">Objects that no run refers to.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="LeftOvers">Unfinished objects of writers that no longer live.</param>
/// <param name="LeftOverBytes">Their bytes.</param>
/// <param name="Kept">Objects that stay.</param>
/// <param name="KeptBytes">Their bytes.</param>
public sealed record CollectedObjects(long Objects, long Bytes, long LeftOvers, long LeftOverBytes, long Kept, long KeptBytes);
