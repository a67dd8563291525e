namespace TrialKeep.Generator.Parsing.Fingerprints;

/// <summary>What one node adds to a fingerprint.</summary>
/// <param name="Line">Its kind, its id and the digest of its canonical text; empty when it only leads to others.</param>
/// <param name="Needs">The nodes that it needs.</param>
/// <param name="Assemblies">The other assemblies that it names, with their versions.</param>
internal sealed record CodeText(string Line, IReadOnlyCollection<CodeNode> Needs, IReadOnlyCollection<string> Assemblies);
