namespace TrialKeep.Generator.Model;

/// <summary>A piece of a template.</summary>
/// <param name="Text">Its text, braces single again; or the name of the hole.</param>
/// <param name="IsHole">It is a hole.</param>
/// <param name="Format">What follows the colon of a hole: a format, or what stands between the elements of a list; null without one.</param>
internal sealed record TemplateSegment(string Text, bool IsHole, string? Format = null)
{
    /// <summary>What stands between the braces.</summary>
    public string Hole => Format is null ? Text : $"{Text}:{Format}";
}
