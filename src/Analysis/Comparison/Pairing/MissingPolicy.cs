namespace TrialKeep.Analysis.Comparison.Pairing;

/// <summary>What becomes of a pair of which not both answers are scored. Whatever is chosen, such pairs are counted and named.</summary>
public enum MissingPolicy
{
    /// <summary>
    /// Where only the baseline is scored the candidate gets the worst score: 0 for right and wrong, the worst declared or else the worst observed
    /// number. Where only the candidate is scored it gets no credit: the pair is left out, as one is where neither is scored.
    /// </summary>
    AgainstCandidate,

    /// <summary>Only pairs with both scores count.</summary>
    Exclude,
}
