namespace TrialKeep.Statistics;

/// <summary>What the functions of this assembly demand of their arguments, with one wording.</summary>
internal static class Argument
{
    public static void RequireConfidence(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must lie between 0 and 1, exclusively.");
    }

    /// <summary>The level of a test.</summary>
    public static void RequireLevel(double level)
    {
        if (!(level > 0 && level < 1))
            throw new ArgumentOutOfRangeException(nameof(level), level, "The level must lie between 0 and 1, exclusively.");
    }

    /// <summary>A power to be reached by a test of a level.</summary>
    public static void RequirePower(double power, double level)
    {
        RequireLevel(level);
        if (!(power > level && power < 1))
            throw new ArgumentOutOfRangeException(nameof(power), power, "The power must lie above the level of the test and below 1.");
    }

    public static void RequireAtLeast(long value, long least, string name)
    {
        if (value < least)
            throw new ArgumentOutOfRangeException(name, value, $"At least {least} are needed.");
    }

    public static void RequirePositiveFinite(double value, string name)
    {
        if (!(value > 0) || double.IsPositiveInfinity(value))
            throw new ArgumentOutOfRangeException(name, value, "The value must be positive and finite.");
    }

    public static void RequireNonNegativeFinite(double value, string name)
    {
        if (!(value >= 0) || double.IsPositiveInfinity(value))
            throw new ArgumentOutOfRangeException(name, value, "The value must be finite and can't be negative.");
    }

    /// <summary>Degrees of freedom: positive; infinitely many where the limit is meant.</summary>
    public static void RequireDegreesOfFreedom(double value, string name)
    {
        if (!(value > 0))
            throw new ArgumentOutOfRangeException(name, value, "Degrees of freedom must be positive.");
    }

    public static void RequireFinite(double value, string name)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(name, value, "The value must be finite.");
    }

    /// <summary>Margins of equivalence: finite and in order.</summary>
    public static void RequireMargins(double low, double high)
    {
        RequireFinite(low, nameof(low));
        RequireFinite(high, nameof(high));
        if (!(low < high))
            throw new ArgumentOutOfRangeException(nameof(high), high, "The upper margin must lie above the lower one.");
    }

    /// <summary>How many of how many: at least one, and not more successes than there are.</summary>
    public static void RequireProportion(long successes, long total, string successesName, string totalName)
    {
        if (total < 1)
            throw new ArgumentOutOfRangeException(totalName, total, "A proportion needs at least one observation.");
        RequireCount(successes, successesName);
        if (successes > total)
            throw new ArgumentOutOfRangeException(successesName, successes, "There can't be more successes than observations.");
    }

    public static void RequireProbability(double value, string name)
    {
        if (!(value >= 0 && value <= 1))
            throw new ArgumentOutOfRangeException(name, value, "A probability must lie between 0 and 1.");
    }

    public static void RequireCount(long value, string name)
    {
        if (value < 0)
            throw new ArgumentOutOfRangeException(name, value, "A count can't be negative.");
    }

    /// <summary>A sample of at least so many values, none of them NaN.</summary>
    public static void RequireSample(ReadOnlySpan<double> sample, int atLeast, string name)
    {
        RequireLength(sample.Length, atLeast, name);
        foreach (double value in sample)
        {
            if (double.IsNaN(value))
                throw new ArgumentException("The sample has a NaN; leave missing values out and count them apart.", name);
        }
    }

    /// <summary>A sample of at least so many values, all of them finite.</summary>
    public static void RequireFiniteSample(ReadOnlySpan<double> sample, int atLeast, string name)
    {
        RequireLength(sample.Length, atLeast, name);
        foreach (double value in sample)
        {
            if (!double.IsFinite(value))
                throw new ArgumentException("The sample has a NaN or an infinity; leave such values out, or use a rank method.", name);
        }
    }

    /// <summary>Two lists that belong together element by element.</summary>
    public static void RequireSameLength(int length, int other, string otherName)
    {
        if (length != other)
            throw new ArgumentException($"There are {other} elements for {length} values; give one for each.", otherName);
    }

    private static void RequireLength(int length, int atLeast, string name)
    {
        if (length < atLeast)
            throw new ArgumentException($"The sample has {length} values; at least {atLeast} are needed.", name);
    }
}
