namespace TrialKeep.Statistics.Matrices;

/// <summary>A = L Lᵀ of a symmetric, positive definite matrix (A.-L. Cholesky; C. Benoit, 1924).</summary>
internal sealed class CholeskyFactor
{
    private readonly double[,] _lower;

    private CholeskyFactor(double[,] lower) => _lower = lower;

    /// <summary>Factors a matrix, of which the lower triangle is read.</summary>
    /// <returns>Null when it is not positive definite to working precision.</returns>
    public static CholeskyFactor? TryOf(double[,] matrix)
    {
        int n = matrix.GetLength(0);
        var lower = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i, j];
                for (int k = 0; k < j; k++)
                    sum -= lower[i, k] * lower[j, k];
                if (i != j)
                    lower[i, j] = sum / lower[j, j];
                else if (sum > 1e-14 * Math.Abs(matrix[i, i]))
                    lower[i, i] = Math.Sqrt(sum);
                else
                    return null;
            }
        }
        return new CholeskyFactor(lower);
    }

    /// <summary>The x with A x = b.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        int n = _lower.GetLength(0);
        double[] x = right.ToArray();
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
                x[i] -= _lower[i, k] * x[k];
            x[i] /= _lower[i, i];
        }
        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
                x[i] -= _lower[k, i] * x[k];
            x[i] /= _lower[i, i];
        }
        return x;
    }

    /// <summary>The inverse of A.</summary>
    public double[,] Inverse()
    {
        int n = _lower.GetLength(0);
        var inverse = new double[n, n];
        var unit = new double[n];
        for (int column = 0; column < n; column++)
        {
            Array.Clear(unit);
            unit[column] = 1;
            double[] solved = Solve(unit);
            for (int row = 0; row < n; row++)
                inverse[row, column] = solved[row];
        }
        return inverse;
    }
}
