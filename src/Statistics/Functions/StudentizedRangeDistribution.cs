namespace TrialKeep.Statistics.Functions;

/// <summary>
/// The studentized range: the range of several means in units of an independent estimate of their standard error, as in Tukey's comparison
/// of all pairs. Each tail has a relative error of about 1e-13, the upper one down to 1e-290 (R's <c>ptukey</c> has lost all digits at
/// 1e-14); it takes some milliseconds, a quantile ten times as long.
/// </summary>
/// <remarks>
/// The range of k normal variables exceeds w with probability k ∫ φ(z) (Φ(z)^(k-1) - (Φ(z) - Φ(z - w))^(k-1)) dz, where z is the largest
/// (E. S. Pearson and H. O. Hartley, Biometrika 32, 1942); its mean over the standard deviation's estimate gives the tail. Both integrals
/// are taken by the trapezoidal rule, and the difference of powers is formed without cancelling.
/// </remarks>
public static class StudentizedRangeDistribution
{
    private const double Step = 0.2;
    private const double Negligible = 1e-19;
    private const double WideFrom = 1; // narrower ranges are integrated, since a difference of distribution functions would cancel

    /// <summary>The probability of a range of at most q.</summary>
    /// <param name="q">A value; below 0 gives 0, NaN gives NaN.</param>
    /// <param name="means">How many means there are, at least 2.</param>
    /// <param name="degreesOfFreedom">Of the estimated standard error, positive; infinitely many when it is known.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are less than two means, or the degrees of freedom are not positive.</exception>
    public static double LowerTail(double q, int means, double degreesOfFreedom)
    {
        Require(means, degreesOfFreedom);
        if (!(q > 0))
            return double.IsNaN(q) ? q : 0;
        if (double.IsPositiveInfinity(q))
            return 1;
        if (degreesOfFreedom >= StudentDistribution.NormalFrom)
            return WithinRange(q, means);
        return Math.Min(1, ScaleMixture.Mean(
            s => WithinRange(q * s, means), s => Math.Log(WithinRange(q * s, means)), degreesOfFreedom));
    }

    /// <summary>The probability of a range of more than q, without the loss of a subtraction: the p-value of a pair.</summary>
    /// <param name="q">A value; below 0 gives 1, NaN gives NaN.</param>
    /// <param name="means">How many means there are, at least 2.</param>
    /// <param name="degreesOfFreedom">Of the estimated standard error, positive; infinitely many when it is known.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are less than two means, or the degrees of freedom are not positive.</exception>
    public static double UpperTail(double q, int means, double degreesOfFreedom)
    {
        Require(means, degreesOfFreedom);
        if (!(q > 0))
            return double.IsNaN(q) ? q : 1;
        if (double.IsPositiveInfinity(q))
            return 0;
        if (degreesOfFreedom >= StudentDistribution.NormalFrom)
            return BeyondRange(q, means);
        return Math.Min(1, ScaleMixture.Mean(s => BeyondRange(q * s, means), s => LogBeyond(q * s, means), degreesOfFreedom));
    }

    /// <summary>The range that is not exceeded with the given probability.</summary>
    /// <param name="probability">Between 0 and 1, which give 0 and infinity.</param>
    /// <param name="means">How many means there are, at least 2.</param>
    /// <param name="degreesOfFreedom">Of the estimated standard error, positive; infinitely many when it is known.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are less than two means, the degrees of freedom are not positive, or the
    /// probability lies outside 0 to 1.</exception>
    public static double Quantile(double probability, int means, double degreesOfFreedom)
    {
        Require(means, degreesOfFreedom);
        Argument.RequireProbability(probability, nameof(probability));
        return probability > 0.5
            ? FromUpper(1 - probability, means, degreesOfFreedom)
            : FromLower(probability, means, degreesOfFreedom);
    }

    /// <summary>The range that is exceeded with the given probability (3.877 for 0.05, three means and ten degrees of freedom).</summary>
    /// <param name="probability">Between 0 and 1, which give infinity and 0.</param>
    /// <param name="means">How many means there are, at least 2.</param>
    /// <param name="degreesOfFreedom">Of the estimated standard error, positive; infinitely many when it is known.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are less than two means, the degrees of freedom are not positive, or the
    /// probability lies outside 0 to 1.</exception>
    public static double UpperQuantile(double probability, int means, double degreesOfFreedom)
    {
        Require(means, degreesOfFreedom);
        Argument.RequireProbability(probability, nameof(probability));
        return probability > 0.5
            ? FromLower(1 - probability, means, degreesOfFreedom)
            : FromUpper(probability, means, degreesOfFreedom);
    }

    private static double FromLower(double probability, int means, double degreesOfFreedom)
    {
        if (probability == 0)
            return 0;
        return Math.Exp(RootSearch.Falling(
            logarithm => Math.Log(probability / LowerTail(Math.Exp(logarithm), means, degreesOfFreedom)), 1, 0.5));
    }

    private static double FromUpper(double probability, int means, double degreesOfFreedom)
    {
        if (probability == 0)
            return double.PositiveInfinity;
        return Math.Exp(RootSearch.Falling(
            logarithm => Math.Log(UpperTail(Math.Exp(logarithm), means, degreesOfFreedom) / probability), 1, 0.5));
    }

    /// <summary>The probability that k normal variables lie within a range of w: the largest at z, the others up to w below.</summary>
    private static double WithinRange(double w, int means)
    {
        double others = means - 1;
        return means * Integral(Math.Min(w / 2, 2), z => NormalDistribution.Density(z) * Math.Pow(Between(z, w), others));
    }

    /// <summary>The probability that k normal variables do not.</summary>
    private static double BeyondRange(double w, int means)
    {
        double others = means - 1;
        return means * Integral(w / 2, z =>
        {
            double all = NormalDistribution.Cdf(z), share = NormalDistribution.Cdf(z - w) / all;
            double missed = share < 0.5
                ? -Exponentials.MinusOne(others * Logarithms.OnePlus(-share))
                : 1 - Math.Pow(Between(z, w) / all, others);
            return NormalDistribution.Density(z) * Math.Pow(all, others) * missed;
        });
    }

    /// <summary>About the logarithm of the probability beyond w, also where that underflows: some pair is as far apart.</summary>
    private static double LogBeyond(double w, int means) =>
        Math.Min(0, Math.Log(means * (means - 1.0)) + NormalDistribution.LogUpperTail(w / Math.Sqrt(2)));

    /// <summary>Φ(z) - Φ(z - w), formed on the side where both are small.</summary>
    private static double Between(double z, double w)
    {
        if (w < WideFrom)
            return Narrow(z - w / 2, w / 2);
        return z > w
            ? NormalDistribution.UpperTail(z - w) - NormalDistribution.UpperTail(z)
            : NormalDistribution.Cdf(z) - NormalDistribution.Cdf(z - w);
    }

    /// <summary>The normal probability within middle ± half, by the rule of Gauss and Legendre with ten nodes.</summary>
    private static double Narrow(double middle, double half)
    {
        ReadOnlySpan<double> nodes =
            [0.14887433898163121088, 0.43339539412924719080, 0.67940956829902440623, 0.86506336668898451073, 0.97390652851717172008];
        ReadOnlySpan<double> weights =
            [0.29552422471475287017, 0.26926671930999635509, 0.21908636251598204400, 0.14945134915058059315, 0.066671344308688137594];
        double sum = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            double offset = half * nodes[i];
            sum += weights[i] * (NormalDistribution.Density(middle - offset) + NormalDistribution.Density(middle + offset));
        }
        return half * sum;
    }

    /// <summary>The integral of a unimodal function over the line, summed outwards from where it is not negligible.</summary>
    private static double Integral(double start, Func<double, double> integrand)
    {
        double sum = integrand(start);
        foreach (double direction in (ReadOnlySpan<double>)[-Step, Step])
        {
            for (int k = 1; ; k++)
            {
                double value = integrand(start + k * direction);
                sum += value;
                if (value <= Negligible * sum)
                    break;
            }
        }
        return sum * Step;
    }

    private static void Require(int means, double degreesOfFreedom)
    {
        if (means < 2)
            throw new ArgumentOutOfRangeException(nameof(means), means, "A range needs at least two means.");
        Argument.RequireDegreesOfFreedom(degreesOfFreedom, nameof(degreesOfFreedom));
    }
}
