namespace TrialKeep.Orchestration.Explaining;

/// <summary>Why a variant's answers are not those that are stored.</summary>
/// <param name="Variant">The display name.</param>
/// <param name="Missing">How many of its planned generations are neither stored nor known to another run, though their task is.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Differences">The parts of the key that differ from the nearest stored variant, and <c>code</c>; empty when there is none.</param>
public sealed record VariantExplanation(string Variant, int Missing, string Reason, IReadOnlyList<PartDifference> Differences);
