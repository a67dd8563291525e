namespace TrialKeep;

/// <summary>The id of the item: results are paired by it across variants and runs. Part of the key.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class ItemIdAttribute : Attribute
{
    /// <summary>The name in the key, when it is not the name of the member.</summary>
    public string? Name { get; set; }
}
