namespace TrialKeep.Statistics.Functions;

/// <summary>Exponentials that keep their relative accuracy where the plain formula cancels.</summary>
internal static class Exponentials
{
    /// <summary>exp(x) - 1, accurate for small x too.</summary>
    /// <remarks>
    /// The rounding of exp(x) is divided out again (W. Kahan's correction, in N. Higham, "Accuracy and Stability", 2002, 1.14.1).
    /// </remarks>
    public static double MinusOne(double x)
    {
        double rounded = Math.Exp(x), less = rounded - 1;
        if (rounded == 1)
            return x;
        return less == -1 || double.IsInfinity(rounded) ? less : less * (x / Math.Log(rounded));
    }
}
