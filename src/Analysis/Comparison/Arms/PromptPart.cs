namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>A template or a shared text that a unit was asked with: what may differ between arms without making the item another.</summary>
/// <param name="Member">The path of the member in JSON: <c>Prompt</c>, <c>Context.SystemPrompt</c>.</param>
/// <param name="Kind"><c>template</c> or <c>text</c>.</param>
/// <param name="Id">The id of its content, 32 hexadecimal digits.</param>
public sealed record PromptPart(string Member, string Kind, string Id);
