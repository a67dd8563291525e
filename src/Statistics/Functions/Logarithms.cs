namespace TrialKeep.Statistics.Functions;

/// <summary>Logarithms that keep their relative accuracy where the plain formula cancels.</summary>
internal static class Logarithms
{
    /// <summary>ln(1 + x), accurate for small x too.</summary>
    /// <remarks>
    /// The rounding of 1 + x is divided out again (W. Kahan's correction, in N. Higham, "Accuracy and Stability", 2002, 1.14.1).
    /// </remarks>
    public static double OnePlus(double x)
    {
        double rounded = 1 + x;
        return rounded == 1 ? x : Math.Log(rounded) * (x / (rounded - 1));
    }

    /// <summary>x - ln(1 + x), which is never negative and about x²/2 near 0.</summary>
    /// <remarks>With v = x / (2 + x), ln(1 + x) = 2 atanh(v) and x - 2v = xv, so that only small terms are subtracted.</remarks>
    public static double Deviation(double x)
    {
        if (Math.Abs(x) > 0.5)
            return x - OnePlus(x);
        double v = x / (2 + x);
        double square = v * v, power = square, sum = 0;
        for (int odd = 3; ; odd += 2)
        {
            double next = sum + power / odd;
            if (next == sum)
                return x * v - 2 * v * sum;
            sum = next;
            power *= square;
        }
    }
}
