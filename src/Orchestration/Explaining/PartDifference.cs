namespace TrialKeep.Orchestration.Explaining;

/// <summary>A part of a key that differs between two versions of an item's task or of a variant.</summary>
/// <param name="Part">The path of the part: <c>prompt.template</c>.</param>
/// <param name="Before">Its text in the stored version; null when it was not there.</param>
/// <param name="After">Its text now; null when it is gone.</param>
public sealed record PartDifference(string Part, string? Before, string? After);
