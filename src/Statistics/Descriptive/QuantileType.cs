namespace TrialKeep.Statistics.Descriptive;

/// <summary>
/// How a quantile is read from a sample: the nine definitions of R. J. Hyndman and Y. Fan, The American Statistician 50 (1996), with R's
/// numbers.
/// </summary>
public enum QuantileType
{
    /// <summary>R's type 1: the inverse of the empirical distribution function.</summary>
    InverseDistribution = 1,

    /// <summary>R's type 2: the same, with the average at jumps (SAS's default).</summary>
    AveragedInverseDistribution = 2,

    /// <summary>R's type 3: the nearest order statistic, the even one of two equally near.</summary>
    NearestEven = 3,

    /// <summary>R's type 4: linear interpolation of the empirical distribution function.</summary>
    LinearDistribution = 4,

    /// <summary>R's type 5: the k-th value at (k - 1/2) / n.</summary>
    Midpoint = 5,

    /// <summary>R's type 6: the k-th value at k / (n + 1) (SPSS).</summary>
    Weibull = 6,

    /// <summary>R's type 7 and default: the k-th value at (k - 1) / (n - 1) (NumPy, spreadsheets).</summary>
    Linear = 7,

    /// <summary>R's type 8: the k-th value at (k - 1/3) / (n + 1/3), nearly unbiased for the median of any distribution.</summary>
    MedianUnbiased = 8,

    /// <summary>R's type 9: the k-th value at (k - 3/8) / (n + 1/4), nearly unbiased for normal samples.</summary>
    NormalUnbiased = 9,
}
