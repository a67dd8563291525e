namespace TrialKeep;

/// <summary>Prompt text with holes, on a <c>readonly partial record struct</c>; the holes are its constructor parameters.</summary>
[AttributeUsage(AttributeTargets.Struct, Inherited = false)]
public sealed class PromptTemplateAttribute(string? text = null) : Attribute
{
    /// <summary>The text; <c>{name}</c> is a hole, <c>{{</c> and <c>}}</c> are braces.</summary>
    public string? Text { get; } = text;

    /// <summary>Instead of a text: the path of an AdditionalFile of the project.</summary>
    public string? File { get; set; }
}
