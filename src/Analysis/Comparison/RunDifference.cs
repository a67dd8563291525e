namespace TrialKeep.Analysis.Comparison;

/// <summary>One variant in two runs, compared on the units (item and sample) scored in both.</summary>
public sealed record RunDifference
{
    /// <summary>The variant's name, the same in both runs.</summary>
    public required string Variant { get; init; }

    /// <summary>How many units are scored in both runs.</summary>
    public required int N { get; init; }

    /// <summary>How many units are scored in the baseline run only: they may be new failures, and are left out of the difference.</summary>
    public required int ScoredInBaselineOnly { get; init; }

    /// <summary>How many units are scored in the candidate run only.</summary>
    public required int ScoredInCandidateOnly { get; init; }

    /// <summary>Units where only the answer of the baseline run is right.</summary>
    public required int BaselineOnly { get; init; }

    /// <summary>Units where only the answer of the candidate run is right.</summary>
    public required int CandidateOnly { get; init; }

    /// <summary>The exact two-sided p-value (Q. McNemar, 1947); 1 without discordance.</summary>
    public required double PMcNemar { get; init; }

    /// <summary>Candidate run minus baseline run, with its interval; null when no unit is scored in both.</summary>
    public required PairedDifference? Difference { get; init; }
}
