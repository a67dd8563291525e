namespace TrialKeep.Statistics.Correlation;

internal static class Pairs
{
    public static void Require(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"There are {x.Length} values on one side and {y.Length} on the other; each needs its pair.", nameof(y));
        if (x.Length < 2)
            throw new ArgumentException("A correlation needs at least two pairs.", nameof(x));
        RequireFinite(x, nameof(x));
        RequireFinite(y, nameof(y));
    }

    private static void RequireFinite(ReadOnlySpan<double> values, string name)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
                throw new ArgumentException($"A value is {value}; leave out pairs that were not measured.", name);
        }
    }
}
