using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Gates.Rules;

/// <summary>
/// A limit that is the baseline's value and something: judged on the paired difference of each variant to its namesake. With 95% that is a test
/// for non-inferiority at the one-sided level of 2.5%.
/// </summary>
internal sealed class RelativeRule(GateRule rule, RuleSubject subject)
{
    public IEnumerable<RuleVerdict> Judge(ArmTable? baseline, ArmTable candidate, Func<string, bool>? includes)
    {
        if (baseline is null)
            return [.. candidate.Variants.Where(name => includes is null || includes(name)).Select(name => Nothing(name, $"Nothing to compare: the baseline has no {subject.Name} to hold that of {DisplayText.OneLine(name)} against."))];
        ComparisonOptions options = subject.Options with { Confidence = rule.Confidence, By = [], Ranked = false, Margin = rule.Limit == 0 ? null : Math.Abs(rule.Limit) };
        if (!candidate.Variants.Concat(baseline.Variants).Any(name => includes is null || includes(name)))
            return [];
        ComparisonResult comparison = ArmComparison.Against(baseline, candidate, options, includes);
        return [.. comparison.Pairs.Select(pair => Judge(pair, comparison.Kind)), .. comparison.Unmatched.Select(arm => Nothing(arm.Variant, Alone(arm, baseline.RunId)))];
    }

    private RuleVerdict Judge(ArmPair pair, ScoreKind kind)
    {
        if (!pair.IsPaired || pair.Effect is not { } effect)
            return Nothing(pair.Candidate.Variant, $"{NoPair(pair.Candidate.Variant, pair.Baseline.RunId)}{LeftOut(pair.Counts)}.") with { Pair = pair };
        GateVerdict verdict = Verdicts.Of(effect.Interval, rule.IsFloor, rule.Limit);
        return new RuleVerdict
        {
            Rule = rule,
            Arm = pair.Candidate.Variant,
            Verdict = verdict,
            Explanation = Explain(verdict, pair, effect, kind),
            Value = effect.Value,
            Interval = effect.Interval,
            Limit = rule.Limit,
            Pair = pair,
        };
    }

    private string Explain(GateVerdict verdict, ArmPair pair, Effect effect, ScoreKind kind)
    {
        bool isShare = kind == ScoreKind.Proportion && subject.Measurement is null;
        string claim = isShare && rule is { IsFloor: true, Limit: <= 0 } && subject.Options.Better == Direction.Higher
            ? NoWorse(verdict, pair) : $"{Verdicts.Word(verdict)}: {DisplayText.OneLine(pair.Candidate.Variant)}: {subject.Name} against run {DisplayText.OneLine(pair.Baseline.RunId)}, by the rule '{rule.Text}'";
        string unit = isShare ? " points" : subject.WithUnit("") is { Length: > 0 } text ? $" {text.Trim()}" : "";
        string interval = effect.Interval is not { } range ? "too little for an interval"
            : $"{Figure.Number(100 * rule.Confidence)}% interval {subject.ShowDifference(range.Low, kind)} to {subject.ShowDifference(range.High, kind)}";
        return $"{claim}: {subject.ShowDifference(effect.Value, kind)}{unit} ({interval}) over {Figure.Count(pair.Counts.Compared, "pair", "pairs")}, "
            + $"{Figure.Count(pair.Lost)} lost and {Figure.Count(pair.Won)} won{LeftOut(pair.Counts)}.";
    }

    private string NoWorse(GateVerdict verdict, ArmPair pair)
    {
        string variant = DisplayText.OneLine(pair.Candidate.Variant), run = DisplayText.OneLine(pair.Baseline.RunId);
        string limit = rule.Limit == 0 ? "" : $" by more than {Figure.Margin(-rule.Limit)} points";
        return verdict switch
        {
            GateVerdict.Passed => $"Passed: {variant} is not worse than in run {run}{limit}",
            GateVerdict.Failed => $"Failed: {variant} is worse than in run {run}{limit}",
            _ => $"Undecided: it can't be told whether {variant} is worse than in run {run}{limit}",
        };
    }

    private static string LeftOut(PairCounts counts)
    {
        List<string> parts = [];
        if (counts.Imputed > 0)
            parts.Add($"{Figure.Count(counts.Imputed)} without a score here count as lost");
        List<string> left = [];
        if (counts.CandidateGaps > counts.Imputed)
            left.Add($"{Figure.Count(counts.CandidateGaps - counts.Imputed)} scored only there");
        if (counts.BaselineGaps > 0)
            left.Add($"{Figure.Count(counts.BaselineGaps)} scored only here");
        if (counts.NeitherScored > 0)
            left.Add($"{Figure.Count(counts.NeitherScored)} scored nowhere");
        if (counts.Erased > 0)
            left.Add($"{Figure.Count(counts.Erased)} erased");
        if (counts.Changed > 0)
            left.Add($"{Figure.Count(counts.Changed)} changed");
        if (counts.OnlyInBaseline > 0)
            left.Add($"{Figure.Count(counts.OnlyInBaseline)} planned only there");
        if (counts.OnlyInCandidate > 0)
            left.Add($"{Figure.Count(counts.OnlyInCandidate)} planned only here");
        if (left.Count > 0)
            parts.Add($"{string.Join(" and ", left)} left out");
        return parts.Count == 0 ? "" : $" ({string.Join("; ", parts)})";
    }

    private string Alone(Arm arm, string baselineRun) => $"{NoPair(arm.Variant, baselineRun)} (it is a variant of run {DisplayText.OneLine(arm.RunId)} only).";

    private string NoPair(string variant, string run) => subject.Measurement is null
        ? $"Nothing to compare: no answer of {DisplayText.OneLine(variant)} is scored both here and in run {DisplayText.OneLine(run)}"
        : $"Nothing to compare: no answer of {DisplayText.OneLine(variant)} has {subject.Name} both here and in run {DisplayText.OneLine(run)}";

    private RuleVerdict Nothing(string arm, string sentence) => new()
    {
        Rule = rule,
        Arm = arm,
        Verdict = GateVerdict.NothingToCompare,
        Explanation = sentence,
        Value = null,
        Interval = null,
        Limit = rule.Limit,
        Pair = null,
    };
}
