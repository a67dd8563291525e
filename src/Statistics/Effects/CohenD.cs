using TrialKeep.Statistics.Descriptive;
using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Effects;

/// <summary>
/// Standardised mean differences (J. Cohen, 1969) and their correction for small samples (L. V. Hedges, 1981), with intervals that are exact
/// for normal data (J. H. Steiger, R. T. Fouladi, 1997).
/// </summary>
public static class CohenD
{
    /// <summary>d of two independent groups: the difference of their means over the pooled standard deviation.</summary>
    /// <param name="x">The one group, at least two finite values.</param>
    /// <param name="y">The other, likewise.</param>
    /// <param name="confidence">The two-sided confidence of the interval, between 0 and 1.</param>
    /// <returns>Infinite when the groups differ and nothing varies, NaN when all values are equal.</returns>
    /// <exception cref="ArgumentException">A group has fewer than two values, or one that is not finite.</exception>
    public static StandardizedDifference Independent(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Argument.RequireFiniteSample(x, 2, nameof(x));
        Argument.RequireFiniteSample(y, 2, nameof(y));
        double degrees = x.Length + y.Length - 2.0;
        double pooled = Math.Sqrt(((x.Length - 1) * Variance.Of(x) + (y.Length - 1) * Variance.Of(y)) / degrees);
        return Of(Mean.Of(x) - Mean.Of(y), pooled, Math.Sqrt(1.0 / x.Length + 1.0 / y.Length), degrees, confidence);
    }

    /// <summary>Hedges' g: <see cref="Independent"/> and its limits times J(m) = Γ(m/2) / (√(m/2) Γ((m-1)/2)), m the degrees of freedom.</summary>
    /// <param name="x">The one group, at least two finite values.</param>
    /// <param name="y">The other, likewise.</param>
    /// <param name="confidence">The two-sided confidence of the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentException">A group has fewer than two values, or one that is not finite.</exception>
    public static StandardizedDifference HedgesG(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95) =>
        Correct(Independent(x, y, confidence), x.Length + y.Length - 2.0);

    /// <summary>d_z of pairs: the mean of their differences over the standard deviation of the differences.</summary>
    /// <param name="x">The one side, at least two finite values.</param>
    /// <param name="y">The other, as many.</param>
    /// <param name="confidence">The two-sided confidence of the interval, between 0 and 1.</param>
    /// <returns>Infinite when all differences are equal and not 0, NaN when all are 0.</returns>
    /// <exception cref="ArgumentException">The sides differ in number, have fewer than two values, or one that is not finite.</exception>
    public static StandardizedDifference Paired(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95)
    {
        Argument.RequireSameLength(x.Length, y.Length, nameof(y));
        Argument.RequireFiniteSample(x, 2, nameof(x));
        Argument.RequireFiniteSample(y, 2, nameof(y));
        var differences = new double[x.Length];
        for (int i = 0; i < differences.Length; i++)
            differences[i] = x[i] - y[i];
        return Of(Mean.Of(differences), Math.Sqrt(Variance.Of(differences)), 1 / Math.Sqrt(x.Length), x.Length - 1, confidence);
    }

    /// <summary><see cref="Paired"/> and its limits with Hedges' correction on n - 1 degrees of freedom.</summary>
    /// <param name="x">The one side, at least two finite values.</param>
    /// <param name="y">The other, as many.</param>
    /// <param name="confidence">The two-sided confidence of the interval, between 0 and 1.</param>
    /// <exception cref="ArgumentException">The sides differ in number, have fewer than two values, or one that is not finite.</exception>
    public static StandardizedDifference PairedHedgesG(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double confidence = 0.95) =>
        Correct(Paired(x, y, confidence), x.Length - 1);

    /// <summary>The limits are those noncentralities under which the t seen lies at the edges, times the scale from t to d.</summary>
    private static StandardizedDifference Of(double difference, double deviation, double scale, double degrees, double confidence)
    {
        Argument.RequireConfidence(confidence);
        double d = difference / deviation, tail = (1 - confidence) / 2, t = d / scale;
        if (!double.IsFinite(d))
            return new StandardizedDifference(d, new Interval(double.NaN, double.NaN));
        double low = RootSearch.Falling(noncentrality => tail - NoncentralStudentDistribution.UpperTail(t, degrees, noncentrality), t, 1);
        double high = RootSearch.Falling(noncentrality => NoncentralStudentDistribution.LowerTail(t, degrees, noncentrality) - tail, t, 1);
        return new StandardizedDifference(d, new Interval(low * scale, high * scale));
    }

    private static StandardizedDifference Correct(StandardizedDifference difference, double degrees)
    {
        if (degrees < 2)
            throw new ArgumentException("Hedges' correction needs at least two degrees of freedom; measure more.", nameof(degrees));
        double factor = Math.Exp(GammaFunction.Log(degrees / 2) - GammaFunction.Log((degrees - 1) / 2)) / Math.Sqrt(degrees / 2);
        return new StandardizedDifference(difference.Value * factor, new Interval(difference.Interval.Low * factor, difference.Interval.High * factor));
    }
}
