namespace TrialKeep.Statistics.AnalysisOfVariance;

/// <summary>What one term of an analysis of variance explains.</summary>
/// <param name="SumOfSquares">What is explained, in squared units of the values.</param>
/// <param name="DegreesOfFreedom">Of the term.</param>
/// <param name="Error">What is left unexplained by all terms, and what the term is measured by.</param>
/// <param name="TotalSumOfSquares">Σ(x - mean)² of all values.</param>
/// <param name="Test">
/// The F test: the mean square of the term over that of the error. Where nothing varies F is 0 and the p-value 1.
/// </param>
/// <remarks>The effect sizes are NaN where no value differs from another.</remarks>
public readonly record struct AnovaTerm(
    double SumOfSquares, double DegreesOfFreedom, AnovaError Error, double TotalSumOfSquares, FTestResult Test)
{
    /// <summary>The sum of squares over its degrees of freedom.</summary>
    public double MeanSquare => SumOfSquares / DegreesOfFreedom;

    /// <summary>η²: the share of the total that is explained (K. Pearson, 1911); too large in small samples.</summary>
    public double EtaSquared => SumOfSquares / TotalSumOfSquares;

    /// <summary>Partial η²: what is explained, over itself and the error (J. Cohen, 1973).</summary>
    public double PartialEtaSquared => SumOfSquares / (SumOfSquares + Error.SumOfSquares);

    /// <summary>
    /// ω²: η² without most of its bias, (SS - df MSE) / (total + MSE) (W. L. Hays, 1963). Not cut off at 0: negative where F is below 1.
    /// </summary>
    public double OmegaSquared => (SumOfSquares - DegreesOfFreedom * Error.MeanSquare) / (TotalSumOfSquares + Error.MeanSquare);

    /// <summary>Partial ω²: (SS - df MSE) / (SS + (n - df) MSE) for n values (G. Keren and C. Lewis, 1979); not cut off at 0.</summary>
    public double PartialOmegaSquared =>
        (SumOfSquares - DegreesOfFreedom * Error.MeanSquare) / (SumOfSquares + (Error.Observations - DegreesOfFreedom) * Error.MeanSquare);

    internal static AnovaTerm Of(double squares, double degreesOfFreedom, AnovaError error, double total)
    {
        double ratio = squares == 0 ? 0 : squares / degreesOfFreedom / error.MeanSquare;
        return new AnovaTerm(squares, degreesOfFreedom, error, total, FTestResult.Of(ratio, degreesOfFreedom, error.DegreesOfFreedom));
    }
}
