namespace TrialKeep.Statistics.Functions;

/// <summary>
/// The regularised incomplete beta function I(x; a, b) and its complement, each to its own relative accuracy: about 1e-13, and 1e-12 for
/// parameters in the hundred thousands or results near 1e-300. Results below 1e-307 underflow towards 0.
/// </summary>
/// <remarks>
/// The continued fraction is M. Abramowitz and I. Stegun (1964), 26.5.8, evaluated by the modified method of W. Lentz (1976); the factor
/// before it is written with deviations from the mode, as C. Loader (2000) does for the binomial density, so that large parameters do not
/// cost digits.
/// </remarks>
public static class IncompleteBeta
{
    private const double Tiny = 1e-300;
    private const double Settled = 2.3e-16; // one unit in the last place: a product of roundings need not come to 1 itself

    /// <summary>I(x; a, b): the probability that a Beta(a, b) variable is at most x.</summary>
    /// <param name="a">The first shape, positive.</param>
    /// <param name="b">The second shape, positive.</param>
    /// <param name="x">Where to evaluate, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A shape is not positive and finite, or x lies outside 0 to 1.</exception>
    public static double Lower(double a, double b, double x)
    {
        Require(a, b, x);
        return Lower(a, b, x, 1 - x);
    }

    /// <summary>1 - I(x; a, b), without the loss of the subtraction.</summary>
    /// <param name="a">The first shape, positive.</param>
    /// <param name="b">The second shape, positive.</param>
    /// <param name="x">Where to evaluate, between 0 and 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A shape is not positive and finite, or x lies outside 0 to 1.</exception>
    public static double Upper(double a, double b, double x)
    {
        Require(a, b, x);
        return Lower(b, a, 1 - x, x);
    }

    /// <summary>I(x; a, b) for an x near 1 that is better known by its complement y = 1 - x; unchecked.</summary>
    internal static double Lower(double a, double b, double x, double y)
    {
        if (x == 0 || y == 0)
            return x;
        return FractionConverges(a, b, x) ? Fraction(a, b, x, y) : 1 - Fraction(b, a, y, x);
    }

    private static void Require(double a, double b, double x)
    {
        Argument.RequirePositiveFinite(a, nameof(a));
        Argument.RequirePositiveFinite(b, nameof(b));
        Argument.RequireProbability(x, nameof(x));
    }

    private static bool FractionConverges(double a, double b, double x) => x <= (a + 1) / (a + b + 2);

    /// <summary>I(x; a, b) by its continued fraction; y is 1 - x.</summary>
    private static double Fraction(double a, double b, double x, double y)
    {
        double c = 1, d = Invert(1 - (a + b) * x / (a + 1)), h = d;
        for (long m = 1; ; m++)
        {
            double twice = a + 2.0 * m;
            double even = m * (b - m) * x / ((twice - 1) * twice);
            d = Invert(1 + even * d);
            c = AwayFromZero(1 + even / c);
            h *= c * d;
            double odd = -(a + m) * (a + b + m) * x / (twice * (twice + 1));
            d = Invert(1 + odd * d);
            c = AwayFromZero(1 + odd / c);
            double change = c * d;
            h *= change;
            if (Math.Abs(change - 1) <= Settled)
                return Math.Min(1, Factor(a, b, x, y) * h / a);
        }
    }

    /// <summary>x^a y^b / B(a, b), for x + y = 1.</summary>
    internal static double Factor(double a, double b, double x, double y)
    {
        double n = a + b;
        double exponent = GammaFunction.StirlingError(n) - GammaFunction.StirlingError(a) - GammaFunction.StirlingError(b)
            - Departure(a, n, x) - Departure(b, n, y);
        return Math.Sqrt(a / n * b / (2 * Math.PI)) * Math.Exp(exponent);
    }

    /// <summary>k ln(k / (n share)) + n share - k: what it costs to depart from the expected share.</summary>
    private static double Departure(double k, double n, double share) =>
        k * Logarithms.Deviation(Math.FusedMultiplyAdd(n, share, -k) / k);

    private static double Invert(double value) => 1 / AwayFromZero(value);

    private static double AwayFromZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
