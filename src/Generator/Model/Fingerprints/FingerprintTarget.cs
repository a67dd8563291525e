namespace TrialKeep.Generator.Model.Fingerprints;

/// <summary>A type or method that has a fingerprint.</summary>
/// <param name="Declaration">Where the type stands that the property is added to.</param>
/// <param name="Id">The documentation id of what is fingerprinted: <c>M:Space.Solver.Answer(System.Int32)</c>.</param>
/// <param name="Owner">Its name for messages: <c>Solver.Answer</c>.</param>
/// <param name="Property">The name of the property as code.</param>
/// <param name="Accessibility">Who sees the property: whoever sees what is fingerprinted.</param>
/// <param name="HintName">The name of the generated file without extension, unique ignoring case.</param>
internal sealed record FingerprintTarget(Declaration Declaration, string Id, string Owner, string Property, string Accessibility, string HintName);
