namespace TrialKeep.Statistics;

/// <summary>What the functions of this assembly demand of their arguments, with one wording.</summary>
internal static class Argument
{
    public static void RequireConfidence(double confidence)
    {
        if (!(confidence > 0 && confidence < 1))
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must lie between 0 and 1, exclusively.");
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
}
