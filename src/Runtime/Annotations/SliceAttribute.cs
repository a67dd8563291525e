namespace TrialKeep;

/// <summary>A dimension to group results by. Alone it is not part of the key; it may stand beside <see cref="KeyPartAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class SliceAttribute : Attribute;
