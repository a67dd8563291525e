namespace TrialKeep.Generator.Model;

/// <summary>A template's declaration, before its text is known: the text may lie in a file.</summary>
/// <param name="Declaration">Where it stands.</param>
/// <param name="Messages">The messages, whose texts may lie in files.</param>
/// <param name="Parameters">The declared parameters; null where they are to be generated.</param>
/// <param name="Helpers">The enums that need helper methods.</param>
internal sealed record TemplateRequest(
    Declaration Declaration, EquatableArray<MessageRequest> Messages, EquatableArray<TemplateArgument>? Parameters, EquatableArray<ValueShape> Helpers);
