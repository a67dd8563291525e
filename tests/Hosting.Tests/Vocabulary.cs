namespace TrialKeep.Hosting.Tests;

/// <summary>A service that a variant is given: which word to say.</summary>
internal sealed record Vocabulary(string Yes);
