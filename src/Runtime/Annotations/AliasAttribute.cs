namespace TrialKeep;

/// <summary>An earlier name of the member in stored rows; still read, never written.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false, AllowMultiple = true)]
public sealed class AliasAttribute(string name) : Attribute
{
    /// <summary>The earlier JSON name.</summary>
    public string Name { get; } = name;
}
