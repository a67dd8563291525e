using TrialKeep.Statistics.Multiplicity;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>Adjusts the p-values of pairs that are looked at together. Pairs without a p-value are no part of the family.</summary>
internal static class Family
{
    public static ArmPair[] Adjust(IReadOnlyList<ArmPair> pairs, ComparisonOptions options)
    {
        double[] p = [.. pairs.Where(static pair => pair.P is not null).Select(static pair => pair.P!.Value)];
        double[] adjusted = Adjust(p, options.Correction);
        int next = 0;
        return [.. pairs.Select(pair => pair.P is null ? pair : With(pair, adjusted[next++], options.Level))];
    }

    private static ArmPair With(ArmPair pair, double adjusted, double level) => pair with { AdjustedP = adjusted, IsReal = adjusted <= level };

    private static double[] Adjust(double[] p, Correction correction) => correction switch
    {
        Correction.Holm => HolmAdjustment.Adjust(p),
        Correction.Hochberg => HochbergAdjustment.Adjust(p),
        Correction.BenjaminiHochberg => BenjaminiHochbergAdjustment.Adjust(p),
        Correction.BenjaminiYekutieli => BenjaminiYekutieliAdjustment.Adjust(p),
        Correction.None => p,
        _ => throw new ArgumentOutOfRangeException(nameof(correction), correction, "There is no such correction."),
    };
}
