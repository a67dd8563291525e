using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Pairing;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>Two arms compared.</summary>
public sealed record ArmPair
{
    /// <summary>What is compared with.</summary>
    public required Arm Baseline { get; init; }

    /// <summary>What is compared.</summary>
    public required Arm Candidate { get; init; }

    /// <summary>How their units meet.</summary>
    public required PairCounts Counts { get; init; }

    /// <summary>The effect rests on the same items; false of arms without a common item, whose difference is told from independent samples.</summary>
    public required bool IsPaired { get; init; }

    /// <summary>How the difference was tested.</summary>
    public required TestKind Test { get; init; }

    /// <summary>Why it was tested so, in a sentence.</summary>
    public required string TestReason { get; init; }

    /// <summary>Candidate minus baseline; null when there is nothing to compare.</summary>
    public required Effect? Effect { get; init; }

    /// <summary>The mean of the baseline on the compared units; null when there is nothing to compare.</summary>
    public required double? BaselineMean { get; init; }

    /// <summary>The mean of the candidate on the compared units; null when there is nothing to compare.</summary>
    public required double? CandidateMean { get; init; }

    /// <summary>The two-sided p-value; null when it can't be had.</summary>
    public required double? P { get; init; }

    /// <summary><see cref="P"/> adjusted over the family: all pairs of a comparison, or of all levels of a slice.</summary>
    public required double? AdjustedP { get; init; }

    /// <summary>The difference is real at the level of the comparison after the correction.</summary>
    public required bool IsReal { get; init; }

    /// <summary>How many pairs the candidate has better.</summary>
    public required int Won { get; init; }

    /// <summary>How many pairs the candidate has worse.</summary>
    public required int Lost { get; init; }

    /// <summary>The mean difference in standard deviations of the differences (Cohen's d for pairs); null for proportions or when it can't be had.</summary>
    public required double? Standardized { get; init; }

    /// <summary>What the gaps could make of the effect; null of unpaired arms or when there is nothing to compare.</summary>
    public required EffectBounds? Bounds { get; init; }

    /// <summary>What the comparison could have shown; null when there is nothing to compare.</summary>
    public EffectPower? Power => PowerSource.Value;

    /// <summary>Power takes a search, and most who compare don't ask for it.</summary>
    internal Lazy<EffectPower?> PowerSource { get; init; } = new(static () => null);

    /// <summary>The pairs that the candidate has worse, the largest difference first, then in plan order; at most as many as asked for.</summary>
    public required IReadOnlyList<ItemChange> Regressions { get; init; }

    /// <summary>The pairs that the candidate has better, likewise.</summary>
    public required IReadOnlyList<ItemChange> Improvements { get; init; }

    /// <summary>Pairs of which not both answers are scored, in plan order; at most as many as asked for.</summary>
    public required IReadOnlyList<PairGap> Gaps { get; init; }

    /// <summary>Units whose inputs differ, in plan order; at most as many as asked for.</summary>
    public required IReadOnlyList<ScoreUnit> Changed { get; init; }

    /// <summary>Other templates and shared texts on the paired units.</summary>
    public required IReadOnlyList<PromptDifference> Prompts { get; init; }
}
