namespace TrialKeep;

/// <summary>The member gets a column in the catalog.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class IndexedAttribute : Attribute;
