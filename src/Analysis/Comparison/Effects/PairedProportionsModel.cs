using TrialKeep.Statistics.Power;

namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>McNemar's test at the observed discordance, or at the difference itself where that is larger: only pairs that differ make a difference.</summary>
/// <param name="Discordance">The share of pairs with one right and one wrong answer.</param>
internal sealed record PairedProportionsModel(double Discordance) : PowerModel
{
    private const int Halvings = 40;

    public override double? Of(double size, double difference, double level) =>
        size < 1 || difference > 1 ? null : PairedProportionsPower.Of((long)size, difference, Math.Max(Discordance, difference), level);

    public override long? Needed(double difference, double power, double level) => difference is <= 0 or > 1 ? null
        : Affordable(() => PairedProportionsPower.NeededPairs(difference, Math.Max(Discordance, difference), power, level));

    public override double? Detectable(double size, double power, double level)
    {
        if (size < 1)
            return null;
        double found = PairedProportionsPower.DetectableDifference((long)size, Discordance, power, level);
        return double.IsFinite(found) ? found : Beyond((long)size, power, level);
    }

    // Every discordant pair is for one arm, and still that is too few: so more pairs have to differ.
    private double? Beyond(long pairs, double power, double level)
    {
        if (PairedProportionsPower.Of(pairs, 1, 1, level) < power)
            return null;
        (double low, double high) = (Discordance, 1);
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = PairedProportionsPower.Of(pairs, middle, middle, level) < power ? (middle, high) : (low, middle);
        }

        return high;
    }
}
