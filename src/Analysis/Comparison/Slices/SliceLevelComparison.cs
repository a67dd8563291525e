using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;

namespace TrialKeep.Analysis.Comparison.Slices;

/// <summary>The comparison on the units of one level of a slice.</summary>
/// <param name="Level">The level.</param>
/// <param name="Arms">The arms on these units, in the order of the comparison.</param>
/// <param name="Pairs">The pairs on these units, in the order of the comparison; p is adjusted over all levels of the slice.</param>
public sealed record SliceLevelComparison(SliceLevel Level, IReadOnlyList<ArmSummary> Arms, IReadOnlyList<ArmPair> Pairs);
