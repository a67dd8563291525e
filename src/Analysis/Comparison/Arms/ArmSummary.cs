using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Comparison.Arms;

/// <summary>One arm for itself. Planned is always the sum of scored, unscored, failed, missing and erased.</summary>
public sealed record ArmSummary
{
    /// <summary>The arm.</summary>
    public required Arm Arm { get; init; }

    /// <summary>The arm's name.</summary>
    public string Name => Arm.Name;

    /// <summary>How many answers have a score.</summary>
    public required int Scored { get; init; }

    /// <summary>How many answers were given but not scored.</summary>
    public required int Unscored { get; init; }

    /// <summary>How many generations have only failures.</summary>
    public required int Failed { get; init; }

    /// <summary>How many generations have neither an answer nor a failure.</summary>
    public required int Missing { get; init; }

    /// <summary>How many generations were erased from the store; they are left out of everything else.</summary>
    public int Erased { get; init; }

    /// <summary>How many answers were planned.</summary>
    public int Planned => Scored + Unscored + Failed + Missing + Erased;

    /// <summary>How many items they are about.</summary>
    public required int Items { get; init; }

    /// <summary>How many groups of units are independent of each other: clusters, items with several samples, or units.</summary>
    public required int Clusters { get; init; }

    /// <summary>How many scores are 1; null when scores are numbers.</summary>
    public required int? Right { get; init; }

    /// <summary>The mean of the scores, which of a proportion is the share that is right; null when nothing is scored.</summary>
    public required double? Mean { get; init; }

    /// <summary>The median of the scores; null when nothing is scored.</summary>
    public required double? Median { get; init; }

    /// <summary>The standard deviation of the scores; null with fewer than two.</summary>
    public required double? StandardDeviation { get; init; }

    /// <summary>The interval of <see cref="Mean"/>; null when there is too little to say.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>Which interval it is: "Wilson", "cluster-robust t".</summary>
    public required string IntervalMethod { get; init; }

    /// <summary>Why answers have no score, the most frequent reason first.</summary>
    public required IReadOnlyList<GapReason> Gaps { get; init; }

    /// <summary>The measurements of its answers.</summary>
    public required IReadOnlyList<MeasurementSummary> Measurements { get; init; }
}
