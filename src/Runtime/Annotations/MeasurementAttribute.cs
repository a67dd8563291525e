namespace TrialKeep;

/// <summary>The member is a number that was measured on the record.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter, Inherited = false)]
public sealed class MeasurementAttribute : Attribute
{
    /// <summary>The unit, as a symbol: <c>s</c>, <c>token</c>, <c>USD</c>.</summary>
    public string? Unit { get; set; }

    /// <summary>Which direction is an improvement.</summary>
    public Direction Better { get; set; }
}
