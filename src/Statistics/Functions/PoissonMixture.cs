namespace TrialKeep.Statistics.Functions;

/// <summary>
/// Tails of noncentral distributions: the mean of a central tail over a Poisson number of additional pairs of degrees of freedom. Every
/// summand is positive and the recurrence between neighbours is run in the direction in which it adds, so that no digits are lost.
/// </summary>
internal static class PoissonMixture
{
    private const double Negligible = 1e-19;

    /// <summary>Σ Poisson(j; mean) tail(j) for a tail that rises with j.</summary>
    /// <param name="mean">The mean of the Poisson number, not negative.</param>
    /// <param name="tail">The central tail, used at a few places.</param>
    /// <param name="rise">tail(j + 1) - tail(j), positive.</param>
    public static double Rising(double mean, Func<double, double> tail, Func<double, double> rise)
    {
        if (mean == 0)
            return tail(0);
        double first = Edge(mean, tail, upwards: false), value = tail(first), sum = 0;
        for (double j = first; ; j++)
        {
            double summand = Mass(j, mean) * value;
            sum += summand;
            if (j > mean && (sum > 0 ? summand <= Negligible * sum : Mass(j, mean) == 0))
                return Math.Min(1, sum);
            value += rise(j);
        }
    }

    /// <summary>Σ Poisson(j; mean) tail(j) for a tail that falls with j.</summary>
    /// <param name="mean">The mean of the Poisson number, not negative.</param>
    /// <param name="tail">The central tail, used at a few places.</param>
    /// <param name="fall">tail(j) - tail(j + 1), positive.</param>
    public static double Falling(double mean, Func<double, double> tail, Func<double, double> fall)
    {
        if (mean == 0)
            return tail(0);
        double last = Edge(mean, tail, upwards: true), value = tail(last), sum = 0;
        for (double j = last; ; j--)
        {
            double summand = Mass(j, mean) * value;
            sum += summand;
            if (j == 0 || (sum > 0 ? j < mean && summand <= Negligible * sum : Mass(j, mean) == 0 && j < mean))
                return Math.Min(1, sum);
            value += fall(j - 1);
        }
    }

    /// <summary>The place beyond which summands are negligible beside the one at the mean, or beside any between.</summary>
    private static double Edge(double mean, Func<double, double> tail, bool upwards)
    {
        double centre = Math.Floor(mean), step = Math.Ceiling(Math.Sqrt(mean)), largest = 0;
        for (double j = centre; ; j += upwards ? step : -step)
        {
            if (j < 0)
                return 0;
            double summand = Mass(j, mean) * tail(j);
            if (summand < Negligible * largest || (summand == 0 && j != centre && Mass(j, mean) == 0))
                return j;
            largest = Math.Max(largest, summand);
        }
    }

    private static double Mass(double j, double mean) => j == 0 ? Math.Exp(-mean) : IncompleteGamma.Factor(j, mean);
}
