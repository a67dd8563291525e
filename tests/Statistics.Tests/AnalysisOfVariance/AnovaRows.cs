using TrialKeep.Statistics.AnalysisOfVariance;

namespace TrialKeep.Statistics.Tests.AnalysisOfVariance;

/// <summary>Rows of R's tables: sum of squares, degrees of freedom, F, p.</summary>
internal static class AnovaRows
{
    public static void AreClose(double[] expected, AnovaTerm actual)
    {
        Close.To(expected[0], actual.SumOfSquares, 1e-10);
        Assert.Equal(expected[1], actual.DegreesOfFreedom);
        Close.To(expected[2], actual.Test.Statistic, 1e-10);
        Close.To(expected[3], actual.Test.PValue, 1e-10);
    }

    public static void AreClose(double[] expected, AnovaError actual)
    {
        Close.To(expected[0], actual.SumOfSquares, 1e-10);
        Assert.Equal(expected[1], actual.DegreesOfFreedom);
    }
}
