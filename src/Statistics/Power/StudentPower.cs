using TrialKeep.Statistics.Functions;

namespace TrialKeep.Statistics.Power;

/// <summary>The power of a t test, and the noncentrality that gives a power.</summary>
internal static class StudentPower
{
    private const double Certain = 1e100; // beyond it the squares of the integration would overflow

    /// <summary>The probability that t with this noncentrality is significant; both directions count in a two-sided test.</summary>
    public static double Of(double noncentrality, double degreesOfFreedom, double level, Alternative alternative)
    {
        double shift = Math.Clamp(noncentrality, -Certain, Certain);
        double critical = StudentDistribution.UpperQuantile(alternative == Alternative.TwoSided ? level / 2 : level, degreesOfFreedom);
        double Above(double by) => NoncentralStudentDistribution.UpperTail(critical, degreesOfFreedom, by);

        return alternative switch
        {
            Alternative.Less => Above(-shift),
            Alternative.Greater => Above(shift),
            _ => Math.Min(1, Above(shift) + Above(-shift)),
        };
    }

    /// <summary>The noncentrality with this power: positive, or negative for a test that looks downwards.</summary>
    public static double Noncentrality(double power, double degreesOfFreedom, double level, Alternative alternative)
    {
        if (alternative == Alternative.Less)
            return -Noncentrality(power, degreesOfFreedom, level, Alternative.Greater);
        double near = 0, far = 4;
        while (Of(far, degreesOfFreedom, level, alternative) < power)
            (near, far) = (far, 2 * far);
        return RootSearch.Between(shift => power - Of(shift, degreesOfFreedom, level, alternative), near, far);
    }
}
