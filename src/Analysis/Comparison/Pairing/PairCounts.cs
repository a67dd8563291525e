namespace TrialKeep.Analysis.Comparison.Pairing;

/// <summary>How the units of two arms meet. In both = changed + both scored + gaps of either or both + erased.</summary>
public sealed record PairCounts
{
    /// <summary>Units that both arms planned.</summary>
    public required int InBoth { get; init; }

    /// <summary>Units that only the baseline planned. They say nothing of the candidate and are left out.</summary>
    public required int OnlyInBaseline { get; init; }

    /// <summary>Units that only the candidate planned.</summary>
    public required int OnlyInCandidate { get; init; }

    /// <summary>Units in both whose inputs differ: another item under the same id, which is not paired.</summary>
    public required int Changed { get; init; }

    /// <summary>Pairs of which both answers are scored.</summary>
    public required int BothScored { get; init; }

    /// <summary>Pairs where the baseline is scored and the candidate's answer is missing.</summary>
    public required int CandidateMissing { get; init; }

    /// <summary>Pairs where the baseline is scored and the candidate's answer failed.</summary>
    public required int CandidateFailed { get; init; }

    /// <summary>Pairs where the baseline is scored and the candidate's answer is not.</summary>
    public required int CandidateUnscored { get; init; }

    /// <summary>Pairs where only the candidate is scored.</summary>
    public required int BaselineGaps { get; init; }

    /// <summary>Pairs where neither is scored.</summary>
    public required int NeitherScored { get; init; }

    /// <summary>Pairs of which an answer was erased from the store; they are left out, whatever the policy.</summary>
    public int Erased { get; init; }

    /// <summary>Pairs where the baseline is scored and the candidate is not, for whatever reason.</summary>
    public int CandidateGaps => CandidateMissing + CandidateFailed + CandidateUnscored;

    /// <summary>The pairs that the effect rests on, by the policy; of unpaired arms the scored units of both together.</summary>
    public required int Compared { get; init; }

    /// <summary>How many groups of them are independent of each other: clusters, items with several samples, or pairs.</summary>
    public required int Clusters { get; init; }

    /// <summary>How many candidate gaps were given the worst score.</summary>
    public required int Imputed { get; init; }
}
