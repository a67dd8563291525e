namespace TrialKeep.Analysis.Gates;

/// <summary>What a gate says about a run: the verdict of every rule on every arm, and what they come to.</summary>
public sealed record GateDecision
{
    /// <summary>The run that was judged.</summary>
    public required string RunId { get; init; }

    /// <summary>The run that it was compared with, or that a baseline file was written from; null when no rule needs one.</summary>
    public required string? Baseline { get; init; }

    /// <summary>The verdicts, by rule and then by arm.</summary>
    public required IReadOnlyList<RuleVerdict> Rules { get; init; }

    /// <summary>What does not decide but should be known, in sentences: a judge without labels.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>
    /// Failed when a rule failed on an arm; else nothing to compare when a rule could be told of no arm, or there is none; else undecided when
    /// one is; else passed. An arm that only one of the runs has is listed and does not decide.
    /// </summary>
    public GateVerdict Verdict
    {
        get
        {
            if (Rules.Any(static rule => rule.Verdict == GateVerdict.Failed))
                return GateVerdict.Failed;
            if (Rules.Count == 0 || Rules.GroupBy(static rule => rule.Rule).Any(static rule => rule.All(static arm => arm.Verdict == GateVerdict.NothingToCompare)))
                return GateVerdict.NothingToCompare;
            return Rules.Any(static rule => rule.Verdict == GateVerdict.Undecided) ? GateVerdict.Undecided : GateVerdict.Passed;
        }
    }

    /// <summary>The sentences of all verdicts, one a line.</summary>
    public string Explanation => string.Join('\n', Rules.Select(static rule => rule.Explanation));
}
