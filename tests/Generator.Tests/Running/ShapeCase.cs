namespace TrialKeep.Generator.Tests.Running;

/// <summary>A shape of a user's type: compiled, written, read, keyed.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Source">The types; <c>ID</c> stands for an id that no other case has.</param>
/// <param name="Type">The type that is written and read.</param>
/// <param name="Value">A value of it, as C#.</param>
/// <param name="Json">The JSON of the value, exactly.</param>
/// <param name="OtherKey">A value with another key, as C#; null for a type without keys.</param>
/// <param name="SameKey">A value with the same key, as C#; null for none.</param>
internal sealed record ShapeCase(string Name, string Source, string Type, string Value, string Json, string? OtherKey = null, string? SameKey = null)
{
    public override string ToString() => Name;
}
