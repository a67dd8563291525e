namespace TrialKeep.Generator.Model.Fingerprints;

/// <summary>
/// A file that this generator emits for the same build. Fingerprints look through it to learn which user code is meant; its own text does
/// not count, because it follows from the declarations that do, and must not change every identity with a new version of the generator.
/// </summary>
/// <param name="HintName">The name of the file.</param>
/// <param name="Text">The code.</param>
/// <param name="TemplateId">The documentation id of the template that it is for; null for another type.</param>
/// <param name="TemplateText">The text of that template, which may come from a file.</param>
internal sealed record GeneratedCode(string HintName, string Text, string? TemplateId, string? TemplateText);
