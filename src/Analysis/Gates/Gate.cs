using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Gates.Rules;

namespace TrialKeep.Analysis.Gates;

/// <summary>
/// Rules that a run must keep. Each rule is judged on every variant by its own interval, without a correction for their number: a gate that asks
/// more demands more.
/// </summary>
public sealed class Gate
{
    private readonly ComparisonOptions _options;

    /// <summary>Makes a gate.</summary>
    /// <param name="rules">At least one rule.</param>
    /// <param name="options">What becomes of missing answers, which way scores get better, their range; null for the defaults. The confidence is the rule's.</param>
    /// <exception cref="ArgumentException">There is no rule.</exception>
    public Gate(IReadOnlyList<GateRule> rules, ComparisonOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Count == 0)
            throw new ArgumentException("A gate needs at least one rule.", nameof(rules));
        Rules = rules;
        _options = options ?? new();
    }

    /// <summary>The rules.</summary>
    public IReadOnlyList<GateRule> Rules { get; }

    /// <summary>Whether some rule is about the baseline.</summary>
    public bool NeedsBaseline => Rules.Any(static rule => rule.IsRelative);

    /// <summary>Judges a run.</summary>
    /// <param name="candidate">The scores of the run, a table for each evaluation; measurements are those of the first.</param>
    /// <param name="baseline">The scores to compare with, likewise; null when there are none, and rules about them have nothing to compare.</param>
    /// <param name="includes">Which variants are judged; null for all.</param>
    /// <exception cref="GateRuleException">A rule names neither an evaluation nor a measurement of the run.</exception>
    /// <exception cref="ArgumentException">There is no table, or evaluators of the two sides differ.</exception>
    public GateDecision Judge(IReadOnlyList<ArmTable> candidate, IReadOnlyList<ArmTable>? baseline = null, Func<string, bool>? includes = null)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        if (candidate.Count == 0)
            throw new ArgumentException("There are no scores to judge by; declare an evaluation.", nameof(candidate));
        return new GateDecision
        {
            RunId = candidate[0].RunId,
            Baseline = baseline is [var first, ..] ? first.RunId : null,
            Rules = [.. Rules.SelectMany(rule => Judge(rule, candidate, baseline, includes))],
            Warnings = [],
        };
    }

    private IEnumerable<RuleVerdict> Judge(GateRule rule, IReadOnlyList<ArmTable> candidate, IReadOnlyList<ArmTable>? baseline, Func<string, bool>? includes)
    {
        RuleSubject subject = RuleSubject.Of(rule.Metric, candidate, _options);
        if (!rule.IsRelative)
            return new AbsoluteRule(rule, subject).Judge(subject.Table, includes);
        ArmTable? before = baseline is null ? null : subject.In(baseline);
        return new RelativeRule(rule, subject).Judge(before, subject.Table, includes);
    }
}
