namespace TrialKeep.Statistics.Descriptive;

/// <summary>The geometric mean of positive values.</summary>
public static class GeometricMean
{
    /// <summary>exp(Σ ln x / n): the n-th root of the product.</summary>
    /// <param name="values">At least one, all positive and finite.</param>
    /// <exception cref="ArgumentException">There is no value, or one is not positive and finite.</exception>
    public static double Of(ReadOnlySpan<double> values) => Math.Exp(Mean.Of(Logarithms(values, nameof(values))));

    /// <summary>The logarithms of values that must be positive.</summary>
    internal static double[] Logarithms(ReadOnlySpan<double> values, string name)
    {
        Argument.RequireFiniteSample(values, 1, name);
        var logarithms = new double[values.Length];
        for (int i = 0; i < logarithms.Length; i++)
        {
            if (values[i] <= 0)
            {
                throw new ArgumentException(
                    $"Value {i} is not positive; a geometric mean is for ratios and sizes. Use the arithmetic one.", name);
            }
            logarithms[i] = Math.Log(values[i]);
        }
        return logarithms;
    }
}
