namespace TrialKeep.Analysis.Gates;

/// <summary>
/// A rule: a metric is at least or at most a number, or is no more than a margin below or above the baseline. It is decided by the interval:
/// passed when the whole interval keeps it, failed when the whole interval breaks it.
/// </summary>
public sealed record GateRule
{
    /// <summary>What it is about.</summary>
    public required RuleMetric Metric { get; init; }

    /// <summary>The metric must be at least the limit; else at most.</summary>
    public required bool IsFloor { get; init; }

    /// <summary>The limit is the baseline's value plus <see cref="Limit"/>; else <see cref="Limit"/> itself.</summary>
    public required bool IsRelative { get; init; }

    /// <summary>The number: <c>0.8</c>, or of a relative rule what is added to the baseline, <c>-0.02</c>.</summary>
    public required double Limit { get; init; }

    /// <summary>The confidence of the interval that decides.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The rule as text, as it was given or as it would be: <c>correct >= baseline - 0.02</c>.</summary>
    public required string Text { get; init; }
}
