namespace TrialKeep.Analysis.Comparison;

/// <summary>Two variants of one run, compared on the units scored in both.</summary>
public sealed record PairComparison
{
    /// <summary>The significance level at which a difference is called real.</summary>
    public const double Level = 0.05;

    /// <summary>The variant declared earlier.</summary>
    public required string Baseline { get; init; }

    /// <summary>The variant declared later.</summary>
    public required string Candidate { get; init; }

    /// <summary>How many units are scored in both.</summary>
    public required int N { get; init; }

    /// <summary>Units where only the baseline is right.</summary>
    public required int BaselineOnly { get; init; }

    /// <summary>Units where only the candidate is right.</summary>
    public required int CandidateOnly { get; init; }

    /// <summary>The exact two-sided p-value (Q. McNemar, 1947); 1 without discordance.</summary>
    public required double PMcNemar { get; init; }

    /// <summary><see cref="PMcNemar"/> adjusted over all pairs of the table (S. Holm, 1979).</summary>
    public required double PHolm { get; init; }

    /// <summary>
    /// Candidate minus baseline, with its interval, which is not adjusted for the number of pairs; null when no unit is scored in both.
    /// </summary>
    public required PairedDifference? Difference { get; init; }

    /// <summary>Whether the difference is real at 5% after Holm's correction.</summary>
    public bool IsReal => PHolm <= Level;
}
