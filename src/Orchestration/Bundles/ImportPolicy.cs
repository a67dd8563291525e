namespace TrialKeep.Orchestration.Bundles;

/// <summary>What becomes of a file of which lines are refused.</summary>
public enum ImportPolicy
{
    /// <summary>Nothing of it is taken.</summary>
    WholeFile,

    /// <summary>The good lines are taken; the others are named.</summary>
    GoodLines,
}
