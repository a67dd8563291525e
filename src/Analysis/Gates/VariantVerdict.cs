using TrialKeep.Analysis.Comparison;

namespace TrialKeep.Analysis.Gates;

/// <summary>What a gate says about one variant.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Explanation">Why, in one sentence with the numbers.</param>
/// <param name="Difference">The comparison it rests on.</param>
public sealed record VariantVerdict(GateVerdict Verdict, string Explanation, RunDifference Difference)
{
    /// <summary>The variant's name.</summary>
    public string Variant => Difference.Variant;
}
