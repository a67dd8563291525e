namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>The units whose slice has one value.</summary>
/// <param name="Slice">The name of the slice in JSON.</param>
/// <param name="Level">The value as text; null for the units that have none.</param>
public sealed record SliceLevel(string Slice, string? Level)
{
    /// <summary><c>topic=algebra</c>.</summary>
    public override string ToString() => $"{Slice}={Level ?? "(none)"}";
}
