namespace TrialKeep;

/// <summary>A member that was removed; its name can not come back with another meaning.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false, AllowMultiple = true)]
public sealed class RetiredAttribute(string name) : Attribute
{
    /// <summary>The name that is not to be used again.</summary>
    public string Name { get; } = name;
}
