using TrialKeep.Statistics.Descriptive;
using TrialKeep.Statistics.Matrices;

namespace TrialKeep.Statistics.Models;

/// <summary>
/// The linear model y = Xb + e by least squares (A.-M. Legendre, 1805; C. F. Gauss, 1809), computed by orthogonal reflections (G. Golub,
/// Numerische Mathematik 7, 1965).
/// </summary>
public static class LinearModel
{
    private const double Rounding = 64 * 2.220446049250313e-16;

    /// <summary>Fits a design to a response.</summary>
    /// <param name="design">At least one column, fewer than observations, none of which depends on those before it.</param>
    /// <param name="response">The value of each observation, finite.</param>
    /// <remarks>
    /// A column counts as dependent where less than 1e-10 of its length is left by those before it. Residuals that are no more than
    /// rounding are set to 0: the fit is then <see cref="LinearFit.IsPerfect"/> and has no errors.
    /// </remarks>
    /// <exception cref="ArgumentException">There is not one finite value for each observation; there are not fewer columns than
    /// observations; a column, which is named, depends on those before it.</exception>
    public static LinearFit Fit(Design design, ReadOnlySpan<double> response)
    {
        ArgumentNullException.ThrowIfNull(design);
        Argument.RequireSameLength(design.Observations, response.Length, nameof(response));
        Argument.RequireFiniteSample(response, 1, nameof(response));
        int columns = design.Columns.Count, n = response.Length;
        if (columns == 0 || columns >= n)
        {
            throw new ArgumentException($"The design has {columns} columns for {n} observations; give at least one column, and more "
                + "observations than columns, or nothing is left to measure chance by.", nameof(design));
        }
        OrthogonalFactor factor = OrthogonalFactor.TryOf(design.Values, out int dependent)
            ?? throw new ArgumentException($"The column '{design.Columns[dependent]}' depends on those before it, so that its coefficient "
                + "is not determined; leave it out, or observe what tells them apart.", nameof(design));
        double[] rotated = factor.Rotate(response);
        double[] coefficients = factor.Solve(rotated);
        double size = SquaresOf(response), residual = SquaresOf(rotated.AsSpan(columns));
        bool perfect = residual <= Rounding * Rounding * size;
        double[] residuals = new double[n], leverages = new double[n];
        if (!perfect)
        {
            Array.Clear(rotated, 0, columns);
            residuals = factor.RotateBack(rotated);
        }
        double[][] basis = factor.Orthonormal();
        foreach (double[] column in basis)
        {
            for (int i = 0; i < n; i++)
                leverages[i] += column[i] * column[i];
        }
        double total = !design.HasIntercept ? size : n > 1 ? (n - 1) * Variance.Of(response) : 0;
        return new LinearFit([.. design.Columns], coefficients, residuals, leverages, basis, factor.InverseTriangle(),
            perfect ? 0 : residual, total);
    }

    private static double SquaresOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value * value;
        return sum;
    }
}
