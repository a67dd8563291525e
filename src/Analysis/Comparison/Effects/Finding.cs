using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>What a test found.</summary>
/// <param name="Test">The test.</param>
/// <param name="Reason">Why this one, in a sentence.</param>
/// <param name="Value">The difference.</param>
/// <param name="Interval">Its interval; null when there is too little to say.</param>
/// <param name="P">The two-sided p-value; null when it can't be had.</param>
/// <param name="Standardized">The difference in standard deviations of the differences; null when it can't be had.</param>
internal sealed record Finding(TestKind Test, string Reason, double Value, Interval? Interval, double? P, double? Standardized = null)
{
    /// <summary>What the test could show; null where nothing can be said, as without variation.</summary>
    public PowerModel? Power { get; init; }
}
