namespace TrialKeep;

/// <summary>Marks the type of what comes out of a variant.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class ExperimentRecordAttribute(string id) : Attribute
{
    /// <summary>The schema id: lower-case letters, digits, <c>.</c> and <c>-</c>.</summary>
    public string Id { get; } = id;

    /// <summary>The wire version of the type.</summary>
    public int Version { get; set; } = 1;
}
