namespace TrialKeep.Statistics.Functions;

/// <summary>
/// The regularised incomplete beta function I(x; a, b) and its complement, each to its own relative accuracy: about 1e-13, and 1e-12 for
/// parameters in the hundred thousands or results near 1e-300. Results below 1e-307 underflow towards 0.
/// </summary>
/// <remarks>
/// The continued fraction is the even part of M. Abramowitz and I. Stegun (1964), 26.5.8, evaluated by the modified method of W. Lentz
/// (1976); the factor before it is written with deviations from the mode, as C. Loader (2000) does for the binomial density, so that large
/// parameters do not cost digits.
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
        return a * y >= b * x ? Fraction(a, b, x, y) : 1 - Fraction(b, a, y, x);
    }

    private static void Require(double a, double b, double x)
    {
        Argument.RequirePositiveFinite(a, nameof(a));
        Argument.RequirePositiveFinite(b, nameof(b));
        Argument.RequireProbability(x, nameof(x));
    }

    /// <summary>I(x; a, b) for x up to the mean a / (a + b), by the continued fraction's even part; y is 1 - x.</summary>
    /// <remarks>
    /// Taken two at a time the fraction's terms are positive up to the b-th, and written with the distance of x from the mean nothing is
    /// subtracted in them (after A. R. Didonato and A. H. Morris, ACM Transactions on Mathematical Software 18, 1992).
    /// </remarks>
    private static double Fraction(double a, double b, double x, double y)
    {
        double n = a + b, distance = Math.Max(0, x < y ? Math.FusedMultiplyAdd(-n, x, a) : Math.FusedMultiplyAdd(n, y, -b));
        double fraction = (1 + distance) / (a + 1), c = fraction, d = 0;
        for (double m = 1; ; m++)
        {
            double twice = a + 2 * m;
            double even = m * (b - m) * x / ((twice - 1) * twice);
            double numerator = (a + m - 1) / (twice - 2) * ((n + m - 1) * x / (twice - 1)) * even;
            double denominator = even + ((a + m) * (1 + 2 * m + distance + m * y) + m * (m + 1)) / (twice * (twice + 1));
            d = 1 / AwayFromZero(denominator + numerator * d);
            c = AwayFromZero(denominator + numerator / c);
            double change = c * d;
            fraction *= change;
            if (Math.Abs(change - 1) <= Settled)
                return Math.Min(1, Factor(a, b, x, y) / (a * fraction));
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
    private static double Departure(double k, double n, double share)
    {
        double ratio = n * share / k;
        return k * (ratio < 0.5 ? ratio - 1 - Math.Log(ratio) : Logarithms.Deviation(Math.FusedMultiplyAdd(n, share, -k) / k));
    }

    private static double AwayFromZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
