namespace TrialKeep.Analysis.Comparison.Effects;

/// <summary>
/// What a test could show at some size, where the observed scatter stays what it is. Sizes are pairs, or the answers of both arms where they are
/// not paired; they assume more of the same items and clusters.
/// </summary>
internal abstract record PowerModel
{
    /// <summary>The probability of showing a true difference; null where the size or the difference is none that the test can have.</summary>
    public abstract double? Of(double size, double difference, double level);

    /// <summary>The size that shows a true difference with this power; null when none does.</summary>
    public abstract long? Needed(double difference, double power, double level);

    /// <summary>The smallest difference that a size shows with this power; null when none is.</summary>
    public abstract double? Detectable(double size, double power, double level);

    /// <summary>The value, or null where the search for it gave up: no size within reach shows the difference.</summary>
    protected static T? Affordable<T>(Func<T> search)
        where T : struct
    {
        try
        {
            return search();
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
