namespace TrialKeep.Generator.Model;

/// <summary>A type that a polymorphic base lists.</summary>
/// <param name="Type">The C# type, with <c>global::</c>; the base itself where it lists itself.</param>
/// <param name="Tag">The discriminator, which JSON and keys hold.</param>
/// <param name="IsSelf">It is the base itself.</param>
internal sealed record DerivedModel(string Type, string Tag, bool IsSelf);
