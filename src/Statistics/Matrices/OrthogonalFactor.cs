namespace TrialKeep.Statistics.Matrices;

/// <summary>X = QR with orthonormal columns in Q and an upper triangle R, by reflections (A. S. Householder, 1958).</summary>
internal sealed class OrthogonalFactor
{
    private const double Dependent = 1e-10; // of a column's length that is left by the columns before it

    private readonly double[][] _reflectors; // the k-th acts on the rows from k on
    private readonly double[,] _upper;
    private readonly int _rows;

    private OrthogonalFactor(double[][] reflectors, double[,] upper, int rows) => (_reflectors, _upper, _rows) = (reflectors, upper, rows);

    public int Columns => _reflectors.Length;

    /// <summary>Factors a matrix of columns that is at least as long as it is wide.</summary>
    /// <param name="columns">The columns, of equal length, at most as many as rows.</param>
    /// <param name="dependent">The first column that depends on those before it; -1 when there is none.</param>
    /// <returns>Null when there is one.</returns>
    public static OrthogonalFactor? TryOf(IReadOnlyList<double[]> columns, out int dependent)
    {
        int rows = columns.Count == 0 ? 0 : columns[0].Length;
        var reflectors = new double[columns.Count][];
        var upper = new double[columns.Count, columns.Count];
        for (int j = 0; j < columns.Count; j++)
        {
            double[] column = [.. columns[j]];
            double length = Length(column);
            for (int k = 0; k < j; k++)
                Reflect(reflectors[k], column, k);
            double left = Length(column.AsSpan(j));
            if (!(left > Dependent * length))
            {
                dependent = j;
                return null;
            }
            double diagonal = column[j] > 0 ? -left : left;
            for (int i = 0; i < j; i++)
                upper[i, j] = column[i];
            upper[j, j] = diagonal;
            double[] reflector = column[j..];
            reflector[0] -= diagonal;
            double size = Length(reflector) / Math.Sqrt(2);
            for (int i = 0; i < reflector.Length; i++)
                reflector[i] /= size;
            reflectors[j] = reflector;
        }
        dependent = -1;
        return new OrthogonalFactor(reflectors, upper, rows);
    }

    /// <summary>Qᵀ of all rows times a vector: first the part along each column, in their order, then the rest.</summary>
    public double[] Rotate(ReadOnlySpan<double> vector)
    {
        double[] rotated = vector.ToArray();
        for (int k = 0; k < Columns; k++)
            Reflect(_reflectors[k], rotated, k);
        return rotated;
    }

    /// <summary>The inverse of <see cref="Rotate"/>.</summary>
    public double[] RotateBack(ReadOnlySpan<double> rotated)
    {
        double[] vector = rotated.ToArray();
        for (int k = Columns - 1; k >= 0; k--)
            Reflect(_reflectors[k], vector, k);
        return vector;
    }

    /// <summary>The columns of Q.</summary>
    public double[][] Orthonormal()
    {
        var columns = new double[Columns][];
        for (int j = 0; j < Columns; j++)
        {
            var unit = new double[_rows];
            unit[j] = 1;
            columns[j] = RotateBack(unit);
        }
        return columns;
    }

    /// <summary>The x with R x = b, of which as many elements count as there are columns.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        double[] x = right[..Columns].ToArray();
        for (int i = Columns - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < Columns; k++)
                x[i] -= _upper[i, k] * x[k];
            x[i] /= _upper[i, i];
        }
        return x;
    }

    /// <summary>The inverse of R.</summary>
    public double[,] InverseTriangle()
    {
        var inverse = new double[Columns, Columns];
        var unit = new double[Columns];
        for (int j = 0; j < Columns; j++)
        {
            Array.Clear(unit);
            unit[j] = 1;
            double[] solved = Solve(unit);
            for (int i = 0; i <= j; i++)
                inverse[i, j] = solved[i];
        }
        return inverse;
    }

    private static void Reflect(double[] reflector, double[] vector, int from)
    {
        double product = 0;
        for (int i = 0; i < reflector.Length; i++)
            product += reflector[i] * vector[from + i];
        for (int i = 0; i < reflector.Length; i++)
            vector[from + i] -= product * reflector[i];
    }

    private static double Length(ReadOnlySpan<double> vector)
    {
        double largest = 0, squares = 0;
        foreach (double value in vector)
            largest = Math.Max(largest, Math.Abs(value));
        if (largest == 0)
            return 0;
        foreach (double value in vector)
            squares += value / largest * (value / largest);
        return largest * Math.Sqrt(squares);
    }
}
