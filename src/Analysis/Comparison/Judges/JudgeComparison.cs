using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Statistics.Agreement;

namespace TrialKeep.Analysis.Comparison.Judges;

/// <summary>
/// Holds the scores of an evaluator against another evaluation's scores of the same answers, which are taken for true: labels that people gave.
/// </summary>
public static class JudgeComparison
{
    /// <summary>Compares cell by cell: units and variants must be those of the same run.</summary>
    /// <param name="judge">The scores of the judge.</param>
    /// <param name="labels">The scores that are taken for true, of the same run.</param>
    /// <returns>Over all arms together, and then for each; empty when no answer has both scores.</returns>
    /// <exception cref="ArgumentException">The two are of different runs: other answers would be compared.</exception>
    public static IReadOnlyList<JudgeReport> Of(ArmTable judge, ArmTable labels)
    {
        ArgumentNullException.ThrowIfNull(judge);
        ArgumentNullException.ThrowIfNull(labels);
        if (judge.RunId != labels.RunId)
            throw new ArgumentException($"The judge scored run '{judge.RunId}' and the labels are of run '{labels.RunId}'; take both from one run.", nameof(labels));
        List<(bool Judged, bool Label)> all = [];
        int leftOut = 0;
        List<double> reported = [];
        List<JudgeReport> arms = [];
        for (int column = 0; column < judge.Variants.Length; column++)
        {
            if (labels.IndexOf(judge.Variants[column]) is not (>= 0 and var other))
                continue;
            (List<(bool, bool)> pairs, int others, double[] own) = Pairs(judge, column, labels, other);
            all.AddRange(pairs);
            leftOut += others;
            reported.AddRange(own);
            arms.Add(Report(judge.Variants[column], labels, pairs, own, others));
        }

        return all.Count == 0 ? [] : [Report(null, labels, all, [.. reported], leftOut), .. arms];
    }

    private static (List<(bool, bool)> Pairs, int LeftOut, double[] Reported) Pairs(ArmTable judge, int column, ArmTable labels, int other)
    {
        Dictionary<ScoreUnit, int> unitOf = labels.Units.Index().ToDictionary(static unit => unit.Item, static unit => unit.Index);
        List<(bool, bool)> pairs = [];
        List<double> reported = [];
        int leftOut = 0;
        for (int unit = 0; unit < judge.Units.Length; unit++)
        {
            double judged = judge.ScoresOf(column)[unit];
            if (judged is 0 or 1)
                reported.Add(judged);
            if (double.IsNaN(judged) || !unitOf.TryGetValue(judge.Units[unit], out int at) || labels.ScoresOf(other)[at] is var label && double.IsNaN(label))
                continue;
            if (judged is 0 or 1 && label is 0 or 1)
                pairs.Add((judged == 1, label == 1));
            else
                leftOut++;
        }

        return (pairs, leftOut, [.. reported]);
    }

    private static JudgeReport Report(string? arm, ArmTable labels, List<(bool Judged, bool Label)> pairs, double[] reported, int leftOut)
    {
        JudgeAgreement agreement = JudgeAgreement.Of([.. pairs.Select(static pair => pair.Judged)], [.. pairs.Select(static pair => pair.Label)]);
        double? rate = reported.Length == 0 ? null : reported.Average();
        return new JudgeReport(arm, labels.Evaluator.Name, agreement, rate, rate is { } share ? agreement.CorrectedRate(share) : null, leftOut) { Judged = reported.Length };
    }
}
