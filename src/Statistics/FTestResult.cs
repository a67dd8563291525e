using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics;

/// <summary>What an F test found.</summary>
/// <param name="Statistic">The ratio of mean squares, or of a quadratic form to its degrees of freedom.</param>
/// <param name="NumeratorDegreesOfFreedom">Of the effect.</param>
/// <param name="DenominatorDegreesOfFreedom">Of the error; need not be whole.</param>
/// <param name="PValue">The probability of a statistic at least as large where the null hypothesis holds.</param>
public readonly record struct FTestResult(
    double Statistic, double NumeratorDegreesOfFreedom, double DenominatorDegreesOfFreedom, double PValue)
{
    /// <summary>The upper tail of the statistic; an infinite statistic has a p-value of 0.</summary>
    internal static FTestResult Of(double statistic, double numerator, double denominator) =>
        new(statistic, numerator, denominator, FisherDistribution.UpperTail(statistic, numerator, denominator));
}
