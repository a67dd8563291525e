namespace TrialKeep.Statistics.Resampling;

/// <summary>The acceleration constant of the BCa interval from estimates without one unit each.</summary>
internal static class Acceleration
{
    /// <summary>
    /// Σs Σj l³ / ns³ / (6 (Σs Σj l² / ns²)^1.5), where l = (ns - 1)(mean of the stratum's estimates - estimate without unit j) is the jackknife's
    /// influence value of a unit in a stratum of ns; 0 when nothing varies.
    /// </summary>
    /// <remarks>A. Davison and D. Hinkley (1997), equations 5.23 and 5.24; with one stratum B. Efron's (JASA 82, 1987, equation 6.6).</remarks>
    public static double Of(ResamplingDesign design, ReadOnlySpan<double> withoutUnit)
    {
        double cubes = 0, squares = 0;
        for (int stratum = 0; stratum < design.Strata; stratum++)
        {
            int units = design.UnitsIn(stratum);
            if (units < 2)
                continue;
            ReadOnlySpan<double> estimates = withoutUnit.Slice(design.FirstUnit(stratum), units);
            double mean = 0;
            foreach (double estimate in estimates)
                mean += (estimate - estimates[0]) / units;
            mean += estimates[0];
            foreach (double estimate in estimates)
            {
                double influence = (units - 1.0) / units * (mean - estimate);
                squares += influence * influence;
                cubes += influence * influence * influence;
            }
        }
        double scale = Math.Pow(squares, 1.5);
        return scale > 0 && double.IsFinite(scale) ? cubes / (6 * scale) : 0;
    }
}
