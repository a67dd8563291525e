namespace TrialKeep.Statistics.Functions;

/// <summary>
/// The mean of a function over the distribution of a standard deviation's estimate s/σ with n degrees of freedom: what turns a normal tail
/// into a studentized one.
/// </summary>
/// <remarks>
/// The integrand over ln s is analytic and falls off exponentially on both sides, so that the trapezoidal rule converges geometrically
/// (L. N. Trefethen and J. A. C. Weideman, SIAM Review 56, 2014). All values are positive: the relative accuracy of the function is that
/// of the mean, however small it is.
/// </remarks>
internal static class ScaleMixture
{
    private const double Negligible = 1e-18;
    private const int Halvings = 5;

    /// <summary>∫ function(s) g(s) ds for the density g of s with ns² chi-squared.</summary>
    /// <param name="function">Positive and, as a logarithm, concave in s.</param>
    /// <param name="logarithm">Roughly the logarithm of the function, also where that underflows; only to find where the integrand
    /// peaks.</param>
    /// <param name="degreesOfFreedom">Positive and finite.</param>
    public static double Mean(Func<double, double> function, Func<double, double> logarithm, double degreesOfFreedom)
    {
        double Integrand(double w) => function(Math.Exp(w)) * Density(w, degreesOfFreedom);
        double Logarithm(double w) => logarithm(Math.Exp(w)) + degreesOfFreedom * LogShape(w);

        double peak = Peak(Logarithm, 1 / Math.Sqrt(2 * degreesOfFreedom)), top = Logarithm(peak);
        double step = 4 / Math.Sqrt(degreesOfFreedom);
        while (top - Math.Min(Logarithm(peak - step), Logarithm(peak + step)) > 0.5)
            step /= 2;

        double sum = Sum(Integrand, peak, step, 0) + Integrand(peak), mean = sum * step;
        for (int halving = 0; halving < Halvings; halving++)
        {
            sum += Sum(Integrand, peak, step, 0.5);
            step /= 2;
            double finer = sum * step;
            if (Math.Abs(finer - mean) <= 1e-14 * finer)
                return finer;
            mean = finer;
        }
        return mean;
    }

    /// <summary>The density of w = ln s: 2 (n/2)^(n/2) / Γ(n/2) exp(n (w - s²/2)).</summary>
    private static double Density(double w, double n)
    {
        double a = n / 2;
        return Math.Sqrt(2 * a / Math.PI) * Math.Exp(n * LogShape(w) - GammaFunction.StirlingError(a));
    }

    /// <summary>w - (e^2w - 1)/2, which is 0 at its maximum w = 0.</summary>
    private static double LogShape(double w)
    {
        double rise = Exponentials.MinusOne(2 * w);
        return Math.Abs(rise) > 0.5 ? w - rise / 2 : -Logarithms.Deviation(rise) / 2;
    }

    /// <summary>Where a unimodal function peaks, to a fraction of the scale: steps outwards, then golden sections.</summary>
    private static double Peak(Func<double, double> logarithm, double scale)
    {
        const double Golden = 0.6180339887498949;
        double low = -scale, middle = 0, high = scale, atMiddle = logarithm(0);
        for (double step = scale; logarithm(low) > atMiddle; step *= 2)
            (high, middle, low, atMiddle) = (middle, low, low - 2 * step, logarithm(low));
        for (double step = scale; logarithm(high) > atMiddle; step *= 2)
            (low, middle, high, atMiddle) = (middle, high, high + 2 * step, logarithm(high));
        while (high - low > 0.2 * scale)
        {
            double left = high - Golden * (high - low), right = low + Golden * (high - low);
            if (logarithm(left) < logarithm(right))
                low = left;
            else
                high = right;
        }
        return (low + high) / 2;
    }

    /// <summary>The integrand at peak ± k step for k = 1, 2, ... or at the halves between, until it is negligible.</summary>
    private static double Sum(Func<double, double> integrand, double peak, double step, double offset)
    {
        double floor = integrand(peak), total = 0;
        foreach (double direction in (ReadOnlySpan<double>)[-step, step])
        {
            for (double k = offset == 0 ? 1 : offset; ; k++)
            {
                double value = integrand(peak + k * direction);
                total += value;
                if (value <= Negligible * (floor + total))
                    break;
            }
        }
        return total;
    }
}
