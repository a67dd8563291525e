namespace TrialKeep.Orchestration.Differences;

/// <summary>A variant that is the same under another name.</summary>
/// <param name="Before">Its name in the first.</param>
/// <param name="After">Its name in the second.</param>
public sealed record RenamedVariant(string Before, string After);
