namespace TrialKeep;

/// <summary>The expected answer or label: known to evaluators, never to variants, and not part of the key.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class ReferenceAttribute : Attribute;
