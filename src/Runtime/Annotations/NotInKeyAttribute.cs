namespace TrialKeep;

/// <summary>The member is not part of the key, and this is why.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class NotInKeyAttribute(string reason) : Attribute
{
    /// <summary>Why another value is the same task or variant.</summary>
    public string Reason { get; } = reason;
}
