using TrialKeep.Analysis.Charts;
using TrialKeep.Analysis.Comparison.Effects;
using TrialKeep.Analysis.Phrasing;

namespace TrialKeep.Analysis.Reports.Documents;

/// <summary>What the comparison could have shown at its size, and what it would take.</summary>
internal static class PowerSection
{
    private const int Steps = 40;

    public static ReportSection Of(ReportWords words)
    {
        ArmPair[] pairs = [.. words.Result.Pairs.Where(static pair => pair.Power is not null)];
        return new("power", "Could it have been seen?")
        {
            Charts = [.. pairs.Take(1).SelectMany(pair => Curve(words, pair))],
            Tables = pairs.Length == 0 ? [] : [Table(words, pairs)],
            Remarks = pairs.Length == 0 ? [] : [Remark(pairs[0].Power!)],
        };
    }

    private static ReportTable Table(ReportWords words, ArmPair[] pairs) => new("What the comparison could have shown",
        [ReportColumn.Name("candidate"), ReportColumn.Name("baseline"), new("pairs"), new("difference"), ReportColumn.Text("which is"), new("power"), new("pairs needed"), new("smallest to be seen")],
        [.. pairs.Select(pair => (IReadOnlyList<string>)
        [
            pair.Candidate.Name, pair.Baseline.Name, Figure.Count(pair.Counts.Compared), words.Signed(pair.Power!.Difference), pair.Power.IsMargin ? "the margin" : "observed",
            pair.Power is { IsMargin: true, Power: { } power } ? Figure.Percent(power) : Amount.Nothing, pair.Power.NeededPairs is { } needed ? Figure.Count(needed) : Amount.Nothing,
            pair.Power.Detectable is { } detectable ? words.Size(detectable) : Amount.Nothing,
        ])]);

    private static string Remark(EffectPower power) =>
        (power.IsMargin ? "Power is the probability of showing a true difference of the margin" : "Power is told of a margin, because that of an observed difference says nothing that its p does not")
        + $"; needed and smallest are for a power of {Figure.Margin(power.Target)}%.";

    private static IEnumerable<Chart> Curve(ReportWords words, ArmPair pair)
    {
        EffectPower power = pair.Power!;
        if (power.NeededPairs is not { } needed || needed <= 0 || pair.Counts.Compared == 0 || power.Model is not { } model)
            return [];
        double last = 1.4 * Math.Max(needed, pair.Counts.Compared);
        (double Pairs, double? Power)[] points = [.. Enumerable.Range(1, Steps).Select(i => Math.Max(1, Math.Round(last * i / Steps))).Append(needed).Append(pair.Counts.Compared).Distinct().Order()
            .Select(pairs => (pairs, model.Of(pairs, power.Difference, words.Result.Options.Level)))];
        return
        [
            new PowerCurveChart
            {
                Title = $"Power of {pair.Candidate.Name} against {pair.Baseline.Name} to show {words.Size(power.Difference)}, by number of pairs",
                Points = [.. points.Where(static point => point.Power is not null).Select(static point => (point.Pairs, point.Power!.Value))],
                Now = pair.Counts.Compared,
                Needed = needed,
                Target = power.Target,
            },
        ];
    }
}
