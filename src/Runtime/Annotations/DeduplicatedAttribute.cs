namespace TrialKeep;

/// <summary>The text is stored once by its content and referred to from then on. Its key is the same as without the attribute.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class DeduplicatedAttribute : Attribute;
