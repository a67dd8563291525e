namespace TrialKeep.Generator.Model;

/// <summary>A message of a template.</summary>
/// <param name="Role">Who speaks; null for a plain prompt.</param>
/// <param name="Text">The text with LF line ends and no byte-order mark, holes and doubled braces as written.</param>
/// <param name="Segments">The text cut at its holes.</param>
internal sealed record MessageModel(string? Role, string Text, EquatableArray<TemplateSegment> Segments);
