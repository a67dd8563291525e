namespace TrialKeep.Runtime.Schemas;

/// <summary>Lists a schema of the assembly, so that the compiler finds ids that are used twice across assemblies. Generated code applies it.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ExperimentSchemaAttribute(string id, Type type, string fingerprint) : Attribute
{
    /// <summary>The schema id.</summary>
    public string Id { get; } = id;

    /// <summary>The annotated type.</summary>
    public Type Type { get; } = type;

    /// <summary>The fingerprint of the schema.</summary>
    public string Fingerprint { get; } = fingerprint;
}
