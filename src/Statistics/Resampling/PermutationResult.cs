namespace TrialKeep.Statistics.Resampling;

/// <summary>What a permutation test found.</summary>
/// <param name="Statistic">The statistic of the data, such as the mean difference.</param>
/// <param name="PValue">The p-value, above 0 and at most 1.</param>
/// <param name="Permutations">How many permutations it was compared with; all of them when exact.</param>
/// <param name="IsExact">Whether these were all permutations, each once.</param>
public readonly record struct PermutationResult(double Statistic, double PValue, long Permutations, bool IsExact)
{
    /// <summary>The standard error of the p-value by the drawing of permutations; 0 when exact.</summary>
    public double MonteCarloError => IsExact ? 0 : Math.Sqrt(PValue * (1 - PValue) / Permutations);
}
