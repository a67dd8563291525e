using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Comparison.Pairing;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Statistics;

namespace TrialKeep.Analysis.Gates.Rules;

/// <summary>A floor or a ceiling, judged on each variant of the run. Answers without a score count as the worst unless they are excluded.</summary>
internal sealed class AbsoluteRule(GateRule rule, RuleSubject subject)
{
    public IEnumerable<RuleVerdict> Judge(ArmTable table, Func<string, bool>? includes)
    {
        Arm[] arms = [.. Arm.AllOf(table).Where(arm => includes is null || includes(arm.Name))];
        UnitIndex index = UnitIndex.Of([table]);
        ScoreRange range = ScoreRange.Of(arms, subject.Options);
        return [.. arms.Select(arm => Judge(arm, index, range))];
    }

    private RuleVerdict Judge(Arm arm, UnitIndex index, ScoreRange range)
    {
        IndependentScores scores = IndependentScores.Of(index, arm, null);
        int erased = Enumerable.Range(0, arm.Table.Units.Length).Count(unit => IsErased(arm, unit));
        int gaps = arm.Table.Units.Length - scores.Scores.Length - erased;
        bool isAgainst = subject.Options.Missing == MissingPolicy.AgainstCandidate;
        if (scores.Scores.Length == 0)
            return Verdict(arm, GateVerdict.NothingToCompare, $"Nothing to compare: no answer of {DisplayText.OneLine(arm.Name)} has {subject.Name}; the rule is '{rule.Text}'.", null, null);
        ArmMean mean = MeanOf(isAgainst ? WithGaps(scores, arm, index, range) : scores, range);
        GateVerdict verdict = Verdicts.Of(mean.Interval, rule.IsFloor, rule.Limit);
        string left = gaps == 0 ? "" : $" ({Figure.Count(gaps, "answer", "answers")} without it {(isAgainst ? "count as the worst" : "left out")})";
        if (erased > 0)
            left += $" ({Figure.Count(erased, "erased answer", "erased answers")} left out)";
        string sentence = $"{Verdicts.Word(verdict)}: {DisplayText.OneLine(arm.Name)}: {subject.Name} is {subject.Show(mean.Value, range.Kind)} {IntervalText(mean.Interval, range.Kind)} "
            + $"over {Figure.Count(scores.Scores.Length + (isAgainst ? gaps : 0), "answer", "answers")}{left}; the rule is '{rule.Text}'.";
        return Verdict(arm, verdict, sentence, mean.Value, mean.Interval);
    }

    private ArmMean MeanOf(IndependentScores scores, ScoreRange range) => rule.Metric.Quantile is { } quantile
        ? QuantileInterval.Of(scores, quantile, rule.Confidence, subject.Options)
        : ArmMean.Of(scores.Scores, scores.Clusters, range, rule.Confidence);

    private static IndependentScores WithGaps(IndependentScores scores, Arm arm, UnitIndex index, ScoreRange range)
    {
        int[] units = index.UnitsOf(arm.Table);
        int[] rows = [.. Enumerable.Range(0, index.Count).Where(row => units[row] >= 0 && !IsErased(arm, units[row]))];
        if (rows.Length == scores.Scores.Length)
            return scores;
        double[] values = [.. rows.Select(row => arm.Table.ScoresOf(arm.Column)[units[row]] is var score && double.IsNaN(score) ? range.Worst : score)];
        return new IndependentScores(values, [.. rows.Select(row => index.ClusterOf[row])], rows);
    }

    private static bool IsErased(Arm arm, int unit) => arm.Table.StandingsOf(arm.Column)[unit] == Standing.Erased;

    private string IntervalText(Interval? interval, ScoreKind kind) => interval is not { } range ? "(too little for an interval)"
        : $"({Figure.Number(100 * rule.Confidence)}% interval {subject.Show(range.Low, kind)} to {subject.Show(range.High, kind)})";

    private RuleVerdict Verdict(Arm arm, GateVerdict verdict, string sentence, double? value, Interval? interval) => new()
    {
        Rule = rule,
        Arm = arm.Name,
        Verdict = verdict,
        Explanation = sentence,
        Value = value,
        Interval = interval,
        Limit = rule.Limit,
        Pair = null,
    };
}
