using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Gates;

/// <summary>What one rule says about one arm.</summary>
public sealed record RuleVerdict
{
    /// <summary>The rule.</summary>
    public required GateRule Rule { get; init; }

    /// <summary>The arm's name; of a relative rule also when only the baseline has it.</summary>
    public required string Arm { get; init; }

    /// <summary>The verdict.</summary>
    public required GateVerdict Verdict { get; init; }

    /// <summary>Why, in one sentence with the numbers.</summary>
    public required string Explanation { get; init; }

    /// <summary>The value that was judged: of a relative rule the difference to the baseline; null when there is none.</summary>
    public required double? Value { get; init; }

    /// <summary>Its interval; null when there is too little to say.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>What the value and its interval were held against.</summary>
    public required double Limit { get; init; }

    /// <summary>The compared pair behind a relative rule on scores; null for others.</summary>
    public required ArmPair? Pair { get; init; }
}
