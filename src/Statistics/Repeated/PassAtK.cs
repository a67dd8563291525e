namespace TrialKeep.Statistics.Repeated;

/// <summary>
/// Estimates from n independent samples of one item, c of them right, of how k further samples would fare. Averaged over items they estimate
/// the mean over the items, since each is unbiased for its own; the unit of clustering is the item.
/// </summary>
public static class PassAtK
{
    /// <summary>
    /// The chance that at least one of k samples is right: 1 - C(n - c, k) / C(n, k), the unbiased estimator of M. Chen et al. (2021,
    /// arXiv:2107.03374), computed as a product of ratios so that nothing overflows.
    /// </summary>
    /// <param name="samples">How many samples there are, n.</param>
    /// <param name="correct">How many of them are right, c, from 0 to n.</param>
    /// <param name="k">How many would be drawn, from 1 to n.</param>
    /// <exception cref="ArgumentOutOfRangeException">The counts contradict each other: fewer than k samples can't tell.</exception>
    public static double AnyCorrect(int samples, int correct, int k)
    {
        Require(samples, correct, k);
        return 1 - AllFrom(samples, samples - correct, k);
    }

    /// <summary>
    /// The chance that all of k samples are right, "pass^k": C(c, k) / C(n, k), the unbiased estimator of S. Yao et al. (2024,
    /// arXiv:2406.12045).
    /// </summary>
    /// <param name="samples">How many samples there are, n.</param>
    /// <param name="correct">How many of them are right, c, from 0 to n.</param>
    /// <param name="k">How many would be drawn, from 1 to n.</param>
    /// <exception cref="ArgumentOutOfRangeException">The counts contradict each other: fewer than k samples can't tell.</exception>
    public static double AllCorrect(int samples, int correct, int k)
    {
        Require(samples, correct, k);
        return AllFrom(samples, correct, k);
    }

    /// <summary>C(marked, k) / C(total, k): the chance that k draws without replacement are all marked.</summary>
    private static double AllFrom(int total, int marked, int k)
    {
        double chance = 1;
        for (int i = 0; i < k && chance > 0; i++)
            chance *= (double)Math.Max(0, marked - i) / (total - i);
        return chance;
    }

    private static void Require(int samples, int correct, int k)
    {
        Argument.RequireCount(samples, nameof(samples));
        Argument.RequireCount(correct, nameof(correct));
        if (correct > samples)
            throw new ArgumentOutOfRangeException(nameof(correct), correct, "There can't be more right answers than samples.");
        if (k < 1 || k > samples)
            throw new ArgumentOutOfRangeException(nameof(k), k, $"k must lie between 1 and the {samples} samples that there are; draw more samples, or ask for a smaller k.");
    }
}
