namespace TrialKeep.Analysis.Comparison.Slices;

/// <summary>The comparison by the levels of a slice.</summary>
/// <param name="Slice">The name of the slice in JSON.</param>
/// <param name="Levels">Its levels in ordinal order, the units without one last.</param>
public sealed record SliceComparison(string Slice, IReadOnlyList<SliceLevelComparison> Levels);
