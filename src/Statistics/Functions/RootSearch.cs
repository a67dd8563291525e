namespace TrialKeep.Statistics.Functions;

/// <summary>Where a monotone function crosses zero.</summary>
internal static class RootSearch
{
    private const double Precision = 1.2e-16;

    /// <summary>The crossing of a falling function anywhere on the line, searched outwards from a start with growing steps.</summary>
    public static double Falling(Func<double, double> function, double start, double step)
    {
        double near = start, atNear = function(near);
        if (atNear == 0)
            return near;
        double direction = atNear > 0 ? step : -step;
        while (true)
        {
            double far = near + direction, atFar = function(far);
            if (atNear > 0 != atFar > 0)
                return Between(function, near, atNear, far, atFar);
            near = far;
            atNear = atFar;
            direction *= 2;
        }
    }

    /// <summary>The crossing between two places at which the signs differ.</summary>
    public static double Between(Func<double, double> function, double first, double second) =>
        Between(function, first, function(first), second, function(second));

    /// <summary>
    /// Inverse quadratic interpolation where it is safe, bisection elsewhere (T. R. Chandrupatla, Advances in Engineering Software 28,
    /// 1997). Infinite values only cost bisections.
    /// </summary>
    private static double Between(Func<double, double> function, double a, double atA, double b, double atB)
    {
        double share = 0.5;
        while (true)
        {
            double x = a + share * (b - a), atX = function(x), c, atC;
            if (atX > 0 == atA > 0)
                (c, atC) = (a, atA);
            else
                (c, atC, b, atB) = (b, atB, a, atA);
            (a, atA) = (x, atX);
            bool first = Math.Abs(atA) < Math.Abs(atB);
            double best = first ? a : b;
            double limit = (2 * Precision * Math.Abs(best) + 1e-300) / Math.Abs(b - a);
            if ((first ? atA : atB) == 0 || !(limit <= 0.5))
                return best;
            double xi = (a - b) / (c - b), phi = (atA - atB) / (atC - atB);
            bool safe = phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi;
            share = safe
                ? atA / (atB - atA) * (atC / (atB - atC)) + (c - a) / (b - a) * (atA / (atC - atA)) * (atB / (atC - atB))
                : 0.5;
            share = double.IsFinite(share) ? Math.Clamp(share, limit, 1 - limit) : 0.5;
        }
    }
}
