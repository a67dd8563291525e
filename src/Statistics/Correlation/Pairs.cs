namespace TrialKeep.Statistics.Correlation;

internal static class Pairs
{
    public static void Require(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        Argument.RequireSameLength(x.Length, y.Length, nameof(y));
        Argument.RequireFiniteSample(x, 2, nameof(x));
        Argument.RequireFiniteSample(y, 2, nameof(y));
    }
}
