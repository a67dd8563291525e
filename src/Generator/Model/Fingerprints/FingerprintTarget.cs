namespace TrialKeep.Generator.Model.Fingerprints;

/// <summary>A type or method that has a fingerprint.</summary>
/// <param name="Declaration">Where the type stands that the property is added to.</param>
/// <param name="Type">The metadata name of that type.</param>
/// <param name="Method">The name of the method; null when the whole type is meant.</param>
/// <param name="Owner">The name of what is meant, for messages: <c>Solver.Answer</c>.</param>
/// <param name="Property">The name of the property.</param>
/// <param name="Accessibility">Who sees the property: whoever sees what is fingerprinted.</param>
/// <param name="HintName">The name of the generated file without extension, unique ignoring case.</param>
internal sealed record FingerprintTarget(Declaration Declaration, string Type, string? Method, string Owner, string Property, string Accessibility, string HintName)
{
    /// <summary>What tells one target from another.</summary>
    public string Id => Method is null ? Type : $"{Type}|{Method}";
}
