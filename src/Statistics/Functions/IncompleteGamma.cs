namespace TrialKeep.Statistics.Functions;

/// <summary>
/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 - P(a, x), each to its own relative accuracy: about 1e-13, and 1e-12
/// for shapes in the hundred thousands or results near 1e-300. Results below 1e-307 underflow towards 0.
/// </summary>
/// <remarks>
/// The series is M. Abramowitz and I. Stegun (1964), 6.5.29, the continued fraction 6.5.31 in its contracted form, evaluated by the
/// modified method of W. Lentz (1976); the factor before them is written with the deviation from the mode, as C. Loader (2000) does for the
/// Poisson mass. The cost grows with the root of the shape.
/// </remarks>
public static class IncompleteGamma
{
    private const double Tiny = 1e-300;
    private const double Settled = 2.3e-16;

    /// <summary>P(a, x): the probability that a gamma variable of shape a and scale 1 is at most x.</summary>
    /// <param name="a">The shape, positive.</param>
    /// <param name="x">Where to evaluate, not negative; infinity gives 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not positive and finite, or x is negative or NaN.</exception>
    public static double Lower(double a, double x)
    {
        Require(a, x);
        if (x == 0)
            return 0;
        return x < a + 1 ? Series(a, x) : 1 - Fraction(a, x);
    }

    /// <summary>Q(a, x): the probability that a gamma variable of shape a and scale 1 exceeds x, without the loss of a
    /// subtraction.</summary>
    /// <param name="a">The shape, positive.</param>
    /// <param name="x">Where to evaluate, not negative; infinity gives 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The shape is not positive and finite, or x is negative or NaN.</exception>
    public static double Upper(double a, double x)
    {
        Require(a, x);
        if (x == 0)
            return 1;
        if (a < 0.5 && x < 1)
            return SmallShapeUpper(a, x);
        return x < a + 1 ? 1 - Series(a, x) : Fraction(a, x);
    }

    /// <summary>x^a e^-x / Γ(a + 1): by how much Q rises from shape a to a + 1.</summary>
    internal static double Factor(double a, double x)
    {
        if (double.IsPositiveInfinity(x))
            return 0;
        double ratio = x / a, departure = ratio < 0.5 ? ratio - 1 - Math.Log(ratio) : Logarithms.Deviation((x - a) / a);
        double exponent = -GammaFunction.StirlingError(a) - a * departure;
        return Math.Exp(exponent) / Math.Sqrt(2 * Math.PI * a);
    }

    private static void Require(double a, double x)
    {
        Argument.RequirePositiveFinite(a, nameof(a));
        if (!(x >= 0))
            throw new ArgumentOutOfRangeException(nameof(x), x, "The value can't be negative.");
    }

    private static double Series(double a, double x)
    {
        double term = 1, sum = 1;
        for (double shape = a + 1; ; shape++)
        {
            term *= x / shape;
            double next = sum + term;
            if (next == sum)
                return Math.Min(1, LowFactor(a, x) * sum);
            sum = next;
        }
    }

    /// <summary>The factor, for an x so far below the shape that their ratio is lost too.</summary>
    private static double LowFactor(double a, double x) => a < 0.5 && x < 1
        ? Math.Exp(a * Math.Log(x) - x - GammaFunction.LogOfOnePlus(a))
        : Factor(a, x);

    private static double Fraction(double a, double x)
    {
        if (double.IsPositiveInfinity(x))
            return 0;
        double b = x + 1 - a, c = 1 / Tiny, d = 1 / b, h = d;
        for (long i = 1; ; i++)
        {
            double numerator = -i * (i - a);
            b += 2;
            d = 1 / AwayFromZero(numerator * d + b);
            c = AwayFromZero(b + numerator / c);
            double change = c * d;
            h *= change;
            if (Math.Abs(change - 1) <= Settled)
                return Math.Min(1, Factor(a, x) * a * h);
        }
    }

    /// <summary>
    /// 1 - u + u a (x/(a + 1) - x²/(2!(a + 2)) + ...) with u = x^a / Γ(a + 1), from 6.5.29's alternating form: the 1 is subtracted where u
    /// is still a logarithm.
    /// </summary>
    private static double SmallShapeUpper(double a, double x)
    {
        double exponent = a * Math.Log(x) - GammaFunction.LogOfOnePlus(a);
        double power = -1, sum = 0;
        for (int k = 1; ; k++)
        {
            power *= -x / k;
            double next = sum + power / (a + k);
            if (next == sum)
                return -Exponentials.MinusOne(exponent) + Math.Exp(exponent) * a * sum;
            sum = next;
        }
    }

    private static double AwayFromZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
