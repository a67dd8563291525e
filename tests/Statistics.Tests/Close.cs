namespace TrialKeep.Statistics.Tests;

/// <summary>Comparison by relative error.</summary>
internal static class Close
{
    public static void To(double expected, double actual, double relative)
    {
        double error = expected == actual ? 0 : Math.Abs(actual - expected) / Math.Abs(expected);
        Assert.True(error <= relative, $"expected {expected:R}, got {actual:R}: relative error {error:E2}");
    }
}
