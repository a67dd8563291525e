namespace TrialKeep.Generator.Model.Fingerprints;

/// <summary>What was computed for one target.</summary>
/// <param name="Id">The id of the target.</param>
/// <param name="Text">The text of its code identity.</param>
internal sealed record Fingerprinted(string Id, string Text);
