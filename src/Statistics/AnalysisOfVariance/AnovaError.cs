namespace TrialKeep.Statistics.AnalysisOfVariance;

/// <summary>What an analysis of variance leaves unexplained.</summary>
/// <param name="SumOfSquares">Of the residuals, in squared units of the values.</param>
/// <param name="DegreesOfFreedom">Values less estimated means.</param>
/// <param name="Observations">How many values there are.</param>
public readonly record struct AnovaError(double SumOfSquares, int DegreesOfFreedom, int Observations)
{
    /// <summary>The sum of squares over its degrees of freedom: an estimate of the variance within groups.</summary>
    public double MeanSquare => SumOfSquares / DegreesOfFreedom;
}
