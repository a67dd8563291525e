namespace TrialKeep.Runtime.Templates;

/// <summary>One message of a rendered template.</summary>
/// <param name="Role">The role in a chat; null for a plain prompt.</param>
/// <param name="Text">The text with the holes filled.</param>
public readonly record struct PromptMessage(string? Role, string Text);
