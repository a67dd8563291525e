namespace TrialKeep.Statistics.Models;

/// <summary>How the covariance of the coefficients is estimated, with residuals e and leverages h.</summary>
public enum ErrorKind
{
    /// <summary>s² (XᵀX)⁻¹: all observations have the same variance.</summary>
    Classic,

    /// <summary>The sandwich with e² (H. White, Econometrica 48, 1980); too small with few observations.</summary>
    Hc0,

    /// <summary>HC0 times n / (n - p) (D. Hinkley, Technometrics 19, 1977).</summary>
    Hc1,

    /// <summary>The sandwich with e² / (1 - h): unbiased where variances are equal (J. MacKinnon and H. White, 1985).</summary>
    Hc2,

    /// <summary>The sandwich with e² / (1 - h)²: the safest with few observations (J. MacKinnon and H. White, Journal of Econometrics 29,
    /// 1985).</summary>
    Hc3,
}
