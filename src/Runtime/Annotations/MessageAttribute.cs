namespace TrialKeep;

/// <summary>
/// A message of a chat, beside <see cref="PromptTemplateAttribute"/> without a text; several are sent in the order they are written in. Their
/// texts share the holes.
/// </summary>
/// <param name="role">Who speaks: <c>system</c>, <c>user</c>, <c>assistant</c> or another lower-case word.</param>
/// <param name="text">The text; <c>{name}</c> is a hole, <c>{{</c> and <c>}}</c> are braces.</param>
[AttributeUsage(AttributeTargets.Struct, Inherited = false, AllowMultiple = true)]
public sealed class MessageAttribute(string role, string? text = null) : Attribute
{
    /// <summary>Who speaks.</summary>
    public string Role { get; } = role;

    /// <summary>The text as it was written.</summary>
    public string? Text { get; } = text;

    /// <summary>Instead of a text: the path of an AdditionalFile of the project.</summary>
    public string? File { get; set; }
}
