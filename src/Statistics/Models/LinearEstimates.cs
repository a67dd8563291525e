using TrialKeep.Statistics.Functions;
using TrialKeep.Statistics.Matrices;

namespace TrialKeep.Statistics.Models;

/// <summary>The coefficients of a linear model with an estimate of their covariance; made by <see cref="LinearFit"/>.</summary>
public sealed class LinearEstimates
{
    private readonly double[] _coefficients;
    private readonly double[,] _covariance;

    internal LinearEstimates(IReadOnlyList<string> columns, double[] coefficients, double[,] covariance, int degreesOfFreedom)
    {
        Columns = columns;
        (_coefficients, _covariance) = (coefficients, covariance);
        DegreesOfFreedom = degreesOfFreedom;
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Of the errors: observations less columns, or clusters less 1.</summary>
    public int DegreesOfFreedom { get; }

    /// <summary>The covariance of two coefficients.</summary>
    /// <param name="first">The one's column, from 0.</param>
    /// <param name="second">The other's; the same for its variance.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    public double Covariance(int first, int second)
    {
        RequireColumn(first, nameof(first));
        RequireColumn(second, nameof(second));
        return _covariance[first, second];
    }

    /// <summary>A coefficient.</summary>
    /// <param name="column">Its column, from 0.</param>
    /// <param name="hypothesis">Its value under the null hypothesis.</param>
    /// <param name="confidence">Of the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, the hypothesis is not finite, or the confidence lies outside
    /// 0 to 1.</exception>
    public ContrastEstimate Coefficient(int column, double hypothesis = 0, double confidence = 0.95)
    {
        RequireColumn(column, nameof(column));
        return Estimate(_coefficients[column], _covariance[column, column], hypothesis, confidence);
    }

    /// <summary>A coefficient by the name of its column.</summary>
    /// <param name="column">The name, as in <see cref="Columns"/>.</param>
    /// <param name="hypothesis">Its value under the null hypothesis.</param>
    /// <param name="confidence">Of the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentException">There is no such column, the hypothesis is not finite, or the confidence lies outside 0 to
    /// 1.</exception>
    public ContrastEstimate Coefficient(string column, double hypothesis = 0, double confidence = 0.95)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], column, StringComparison.Ordinal))
                return Coefficient(i, hypothesis, confidence);
        }
        throw new ArgumentException($"There is no column '{column}'; there are {string.Join(", ", Columns)}.", nameof(column));
    }

    /// <summary>A weighted sum of the coefficients, by Student's t.</summary>
    /// <param name="weights">The weight of each coefficient, finite.</param>
    /// <param name="hypothesis">The sum under the null hypothesis.</param>
    /// <param name="confidence">Of the interval, between 0 and 1.</param>
    /// <remarks>Where the standard error is 0 (all weights are 0, or clusters whose residuals add up to 0) the statistic is infinite, or 0
    /// with a p-value of 1 where the estimate is the hypothesis, and the interval has no width.</remarks>
    /// <exception cref="ArgumentException">There is not one finite weight for each coefficient, the hypothesis is not finite, or the
    /// confidence lies outside 0 to 1.</exception>
    public ContrastEstimate Contrast(ReadOnlySpan<double> weights, double hypothesis = 0, double confidence = 0.95)
    {
        Argument.RequireSameLength(_coefficients.Length, weights.Length, nameof(weights));
        Argument.RequireFiniteSample(weights, 1, nameof(weights));
        double value = 0, variance = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            value += weights[i] * _coefficients[i];
            for (int k = 0; k < weights.Length; k++)
                variance += weights[i] * weights[k] * _covariance[i, k];
        }
        return Estimate(value, variance, hypothesis, confidence);
    }

    /// <summary>
    /// The test of several contrasts together (A. Wald, 1943): F = (Lb)ᵀ (L V Lᵀ)⁻¹ (Lb) / q, with q and <see cref="DegreesOfFreedom"/>
    /// degrees of freedom.
    /// </summary>
    /// <param name="contrasts">A row for each contrast, a column for each coefficient; no contrast follows from the others.</param>
    /// <exception cref="ArgumentException">There is no contrast, not one finite weight for each coefficient, or the contrasts depend on
    /// each other, as they also do when there are more of them than clusters.</exception>
    public FTestResult Joint(double[,] contrasts)
    {
        ArgumentNullException.ThrowIfNull(contrasts);
        int q = contrasts.GetLength(0), p = contrasts.GetLength(1);
        Argument.RequireSameLength(_coefficients.Length, p, nameof(contrasts));
        var values = new double[q];
        for (int a = 0; a < q; a++)
        {
            for (int k = 0; k < p; k++)
            {
                if (!double.IsFinite(contrasts[a, k]))
                    throw new ArgumentException("A weight is NaN or infinite; give finite ones.", nameof(contrasts));
                values[a] += contrasts[a, k] * _coefficients[k];
            }
        }
        CholeskyFactor? factor = q == 0 ? null : CholeskyFactor.TryOf(LinearFit.Quadratic(contrasts, _covariance));
        if (factor is null)
        {
            throw new ArgumentException("There is no contrast, one follows from the others, or there are too few clusters; leave some out.",
                nameof(contrasts));
        }
        double[] solved = factor.Solve(values);
        double form = 0;
        for (int a = 0; a < q; a++)
            form += values[a] * solved[a];
        return FTestResult.Of(form / q, q, DegreesOfFreedom);
    }

    private ContrastEstimate Estimate(double value, double variance, double hypothesis, double confidence)
    {
        Argument.RequireFinite(hypothesis, nameof(hypothesis));
        double error = Math.Sqrt(Math.Max(0, variance)), t = value == hypothesis ? 0 : (value - hypothesis) / error;
        double reach = StudentDistribution.TwoSidedQuantile(confidence, DegreesOfFreedom) * error;
        return new ContrastEstimate(value, error, t, DegreesOfFreedom, StudentDistribution.TwoSidedTail(t, DegreesOfFreedom),
            new Interval(value - reach, value + reach));
    }

    private void RequireColumn(int column, string name)
    {
        if (column < 0 || column >= _coefficients.Length)
            throw new ArgumentOutOfRangeException(name, column, $"There are {_coefficients.Length} columns, counted from 0.");
    }
}
