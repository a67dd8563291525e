using TrialKeep.Statistics.Clusters;

namespace TrialKeep.Statistics.Models;

/// <summary>A linear model that was fitted; made by <see cref="LinearModel"/>.</summary>
public sealed class LinearFit
{
    private const double Alone = 1 - 1e-12;

    private readonly double[] _coefficients, _residuals, _leverages;
    private readonly double[][] _basis;
    private readonly double[,] _inverse;

    internal LinearFit(
        string[] columns, double[] coefficients, double[] residuals, double[] leverages, double[][] basis, double[,] inverse,
        double residualSquares, double totalSquares)
    {
        Columns = columns;
        (_coefficients, _residuals, _leverages, _basis, _inverse) = (coefficients, residuals, leverages, basis, inverse);
        ResidualSumOfSquares = residualSquares;
        RSquared = totalSquares > 0 ? 1 - residualSquares / totalSquares : double.NaN;
    }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The coefficient of each column.</summary>
    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>Response less fitted value, of each observation.</summary>
    public ReadOnlySpan<double> Residuals => _residuals;

    /// <summary>How much each observation determines its own fitted value, between 0 and 1; they add up to the number of columns.</summary>
    public ReadOnlySpan<double> Leverages => _leverages;

    /// <summary>Observations less columns.</summary>
    public int DegreesOfFreedom => _residuals.Length - _coefficients.Length;

    /// <summary>Σe².</summary>
    public double ResidualSumOfSquares { get; }

    /// <summary>The residuals' standard deviation, √(Σe² / degrees of freedom).</summary>
    public double Deviation => Math.Sqrt(ResidualSumOfSquares / DegreesOfFreedom);

    /// <summary>Whether nothing but rounding is left of the residuals.</summary>
    public bool IsPerfect => ResidualSumOfSquares == 0;

    /// <summary>
    /// 1 - Σe² / Σ(y - mean)², or / Σy² in a design without intercept; NaN where that is 0.
    /// </summary>
    public double RSquared { get; }

    /// <summary>The coefficients with their errors, for independent observations.</summary>
    /// <param name="kind">How the errors are estimated.</param>
    /// <exception cref="InvalidOperationException">The fit is perfect.</exception>
    /// <exception cref="ArgumentException">HC2 or HC3 of a design in which an observation determines a coefficient alone.</exception>
    public LinearEstimates Estimates(ErrorKind kind = ErrorKind.Classic)
    {
        RequireErrors();
        int n = _residuals.Length, p = _coefficients.Length;
        if (kind == ErrorKind.Classic)
            return Sandwich(Identity(p, ResidualSumOfSquares / DegreesOfFreedom), DegreesOfFreedom);
        var weights = new double[n];
        for (int i = 0; i < n; i++)
        {
            if (kind is ErrorKind.Hc2 or ErrorKind.Hc3 && _leverages[i] > Alone)
            {
                throw new ArgumentException($"Observation {i} determines a coefficient alone, so that its variance can't be seen; use HC0 "
                    + "or HC1, or observe more of its kind.", nameof(kind));
            }
            double square = _residuals[i] * _residuals[i], rest = 1 - _leverages[i];
            weights[i] = kind switch
            {
                ErrorKind.Hc0 => square,
                ErrorKind.Hc1 => square * n / (n - p),
                ErrorKind.Hc2 => square / rest,
                _ => square / (rest * rest),
            };
        }
        var meat = new double[p, p];
        for (int a = 0; a < p; a++)
        {
            for (int b = 0; b < p; b++)
            {
                for (int i = 0; i < n; i++)
                    meat[a, b] += weights[i] * _basis[a][i] * _basis[b][i];
            }
        }
        return Sandwich(meat, DegreesOfFreedom);
    }

    /// <summary>
    /// The coefficients with errors that allow for observations that depend on each other within clusters (K.-Y. Liang and S. Zeger,
    /// Biometrika 73, 1986); tests have one degree of freedom less than clusters.
    /// </summary>
    /// <param name="clusters">The cluster of each observation, as any number; at least two different ones.</param>
    /// <param name="correction">What the variance is multiplied by.</param>
    /// <remarks>With fewer clusters than columns not all coefficients can be tested together.</remarks>
    /// <exception cref="InvalidOperationException">The fit is perfect.</exception>
    /// <exception cref="ArgumentException">There is not one label for each observation, or there is one cluster only.</exception>
    public LinearEstimates ClusteredEstimates(ReadOnlySpan<int> clusters, ClusterCorrection correction = ClusterCorrection.Adjusted)
    {
        RequireErrors();
        ClusterIndex index = ClusterIndex.Demand(clusters, _residuals.Length, nameof(clusters));
        int p = _coefficients.Length;
        double factor = correction == ClusterCorrection.Plain ? 1 : index.Count / (index.Count - 1.0);
        var scores = new double[p][];
        for (int a = 0; a < p; a++)
            scores[a] = index.Sums([.. _basis[a].Zip(_residuals, static (x, e) => x * e)]);
        var meat = new double[p, p];
        for (int a = 0; a < p; a++)
        {
            for (int b = 0; b < p; b++)
            {
                for (int cluster = 0; cluster < index.Count; cluster++)
                    meat[a, b] += factor * scores[a][cluster] * scores[b][cluster];
            }
        }
        return Sandwich(meat, index.Count - 1);
    }

    /// <summary>R⁻¹ M R⁻ᵀ, where M is the covariance of the response along the columns of Q.</summary>
    private LinearEstimates Sandwich(double[,] meat, int degreesOfFreedom) =>
        new(Columns, _coefficients, Quadratic(_inverse, meat), degreesOfFreedom);

    /// <summary>A M Aᵀ.</summary>
    internal static double[,] Quadratic(double[,] rows, double[,] matrix)
    {
        int q = rows.GetLength(0), p = rows.GetLength(1);
        double[,] half = new double[q, p], product = new double[q, q];
        for (int a = 0; a < q; a++)
        {
            for (int b = 0; b < p; b++)
            {
                for (int k = 0; k < p; k++)
                    half[a, b] += rows[a, k] * matrix[k, b];
            }
        }
        for (int a = 0; a < q; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                for (int k = 0; k < p; k++)
                    product[a, b] += half[a, k] * rows[b, k];
                product[b, a] = product[a, b];
            }
        }
        return product;
    }

    private void RequireErrors()
    {
        if (IsPerfect)
        {
            throw new InvalidOperationException("The design fits the response exactly, so that chance can't be measured; report the "
                + "coefficients by themselves.");
        }
    }

    private static double[,] Identity(int size, double scale)
    {
        var matrix = new double[size, size];
        for (int i = 0; i < size; i++)
            matrix[i, i] = scale;
        return matrix;
    }
}
