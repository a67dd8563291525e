namespace TrialKeep;

/// <summary>Names the group of items that are not independent of each other. Alone it is not part of the key.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class ClusterAttribute : Attribute;
