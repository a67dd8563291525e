namespace TrialKeep.Statistics.Functions;

/// <summary>The gamma function of a positive argument, on the logarithmic scale.</summary>
public static class GammaFunction
{
    private const double OneMinusEuler = 0.42278433509846713939;
    private const double HalfLogTwoPi = 0.91893853320467274178;
    private const double StirlingFrom = 10;

    /// <summary>
    /// (ζ(k) - 1) / k for k = 2, 3, ...: the Taylor coefficients of ln Γ(2 + z), by Euler-Maclaurin summation to 40 digits.
    /// </summary>
    private static ReadOnlySpan<double> Taylor =>
    [
        3.2246703342411321823621e-1, 6.7352301053198095133246e-2, 2.0580808427784547879001e-2, 7.3855510286739852662731e-3,
        2.8905103307415232857530e-3, 1.1927539117032609771139e-3, 5.0966952474304242233565e-4, 2.2315475845357937976142e-4,
        9.9457512781808533714596e-5, 4.4926236738133141700208e-5, 2.0507212775670691553167e-5, 9.4394882752683959039874e-6,
        4.3748667899074878041818e-6, 2.0392157538013662367819e-6, 9.5514121304074198328572e-7, 4.4924691987645660432943e-7,
        2.1207184805554665869231e-7, 1.0043224823968099608721e-7, 4.7698101693639805657602e-8, 2.2711094608943164910320e-8,
        1.0838659214896954091075e-8, 5.1834750419700466551212e-9, 2.4836745438024783171850e-9, 1.1921401405860912074425e-9,
        5.7313672416788620133302e-10, 2.7595228851242331451781e-10, 1.3304764374244489481497e-10, 6.4229645638381000220824e-11,
    ];

    /// <summary>ln Γ(x), with a relative error of about 1e-15.</summary>
    /// <param name="x">A positive, finite number.</param>
    /// <remarks>
    /// Between 1.5 and 2.5 the Taylor series about 2 (M. Abramowitz and I. Stegun, 1964, 6.1.33), which keeps the relative accuracy at the
    /// zeros 1 and 2; from 10 on Stirling's series (6.1.40); the recurrence Γ(x + 1) = x Γ(x) between.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The argument is not positive and finite.</exception>
    public static double Log(double x)
    {
        Argument.RequirePositiveFinite(x, nameof(x));
        if (x >= StirlingFrom)
            return (x - 0.5) * Math.Log(x) - x + HalfLogTwoPi + StirlingSeries(x);
        if (x < 0.5)
            return LogOfOnePlus(x) - Math.Log(x);
        if (x < 1.5)
            return LogOfOnePlus(x - 1);
        double product = 1;
        while (x > 2.5)
            product *= --x;
        return Math.Log(product) + NearTwo(x - 2);
    }

    /// <summary>ln Γ(1 + z) for |z| of at most 1/2, with the relative accuracy of z.</summary>
    internal static double LogOfOnePlus(double z) => NearTwo(z) - Logarithms.OnePlus(z);

    /// <summary>The error of Stirling's formula: ln Γ(x + 1) - (x + 1/2) ln x + x - ln(2π)/2, which is about 1/(12x).</summary>
    internal static double StirlingError(double x) =>
        x >= StirlingFrom ? StirlingSeries(x) : Log(x + 1) - (x + 0.5) * Math.Log(x) + x - HalfLogTwoPi;

    /// <summary>ln Γ(2 + z) for |z| of at most 1/2.</summary>
    private static double NearTwo(double z)
    {
        double sum = 0;
        for (int k = Taylor.Length - 1; k >= 0; k--)
            sum = Taylor[k] - z * sum;
        return z * OneMinusEuler + z * z * sum;
    }

    private static double StirlingSeries(double x)
    {
        double s = 1 / (x * x);
        return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188
            - s * (691.0 / 360360 - s * (1.0 / 156 - s * (3617.0 / 122400)))))))) / x;
    }
}
