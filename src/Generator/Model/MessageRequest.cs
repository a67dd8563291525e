namespace TrialKeep.Generator.Model;

/// <summary>A message of a template, before its text is known.</summary>
/// <param name="Role">Who speaks; null for a plain prompt.</param>
/// <param name="Text">The text in the attribute; null where there is a file.</param>
/// <param name="File">The file; null where there is a text.</param>
internal sealed record MessageRequest(string? Role, string? Text, string? File);
