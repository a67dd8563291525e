namespace TrialKeep.Orchestration.Explaining;

/// <summary>Why a task's answers are not those of an earlier version of it.</summary>
/// <param name="Item">The item.</param>
/// <param name="Missing">How many of its planned generations are neither stored nor known to another run.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Differences">The parts of the key that differ from the nearest earlier version; empty when there is none or nothing differs.</param>
public sealed record TaskExplanation(string Item, int Missing, string Reason, IReadOnlyList<PartDifference> Differences);
