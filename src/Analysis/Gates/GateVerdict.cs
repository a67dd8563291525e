namespace TrialKeep.Analysis.Gates;

/// <summary>What a gate says about a comparison. The later in this list, the graver: the verdict on a run is the gravest on its variants.</summary>
public enum GateVerdict
{
    /// <summary>There is nothing that the rule could be told of.</summary>
    NothingToCompare,

    /// <summary>The whole interval satisfies the rule.</summary>
    Passed,

    /// <summary>The interval reaches over the rule's limit: more data could decide either way.</summary>
    Undecided,

    /// <summary>The whole interval breaks the rule.</summary>
    Failed,
}
