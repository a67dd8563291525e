namespace TrialKeep.Generator.Model;

/// <summary>What a schema says of a member beside its role.</summary>
internal sealed record SchemaMarks(bool IsSlice, bool IsCluster, bool IsIndexed, bool IsMeasurement, string? Unit, string? Better)
{
    /// <summary>The member is queried by a column.</summary>
    public bool HasColumn => IsSlice || IsIndexed || IsMeasurement;
}
