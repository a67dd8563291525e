namespace TrialKeep.Generator.Model;

/// <summary>A piece of a template.</summary>
/// <param name="Text">Its text, braces single again; or the name of the hole.</param>
/// <param name="IsHole">It is a hole.</param>
internal sealed record TemplateSegment(string Text, bool IsHole);
