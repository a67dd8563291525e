namespace TrialKeep.Runtime.Templates;

/// <summary>One message of a template.</summary>
/// <param name="Role">The role in a chat; null for a plain prompt.</param>
/// <param name="Text">The text as it was written, LF line ends: <c>{name}</c> is a hole, <c>{{</c> and <c>}}</c> are braces.</param>
public readonly record struct TemplateMessage(string? Role, string Text);
