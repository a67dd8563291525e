using TrialKeep.Orchestration.Explaining;

namespace TrialKeep.Orchestration.Differences;

/// <summary>An item or a variant that both sides have and that differs.</summary>
/// <param name="Name">The item's id, or the variant's name.</param>
/// <param name="Parts">The parts that differ, sorted; none where the key differs though no part does.</param>
public sealed record EntryDifference(string Name, IReadOnlyList<PartDifference> Parts);
