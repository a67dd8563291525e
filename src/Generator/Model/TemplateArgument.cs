namespace TrialKeep.Generator.Model;

/// <summary>One argument of a template.</summary>
/// <param name="Hole">The name of its holes, which the key and the JSON hold.</param>
/// <param name="Parameter">The constructor's parameter as C# code.</param>
/// <param name="Property">The property as C# code.</param>
/// <param name="Shape">Its type.</param>
internal sealed record TemplateArgument(string Hole, string Parameter, string Property, ValueShape Shape);
