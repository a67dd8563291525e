namespace TrialKeep;

/// <summary>Marks the type of what comes out of a variant.</summary>
/// <remarks>A generic type says it once for each closed type that is stored, with an id and the type arguments of that one.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false, AllowMultiple = true)]
public sealed class ExperimentRecordAttribute(string id, params Type[] arguments) : Attribute
{
    /// <summary>The schema id: lower-case letters, digits, <c>.</c> and <c>-</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The type arguments of the closed type that has this id; empty for a type that is not generic. A reference type stands for one that is never null.</summary>
    public IReadOnlyList<Type> Arguments { get; } = arguments;

    /// <summary>The wire version of the type.</summary>
    public int Version { get; set; } = 1;
}
