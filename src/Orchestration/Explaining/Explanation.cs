namespace TrialKeep.Orchestration.Explaining;

/// <summary>Why planned answers are not stored, and what failed.</summary>
/// <param name="Variants">Variants whose own key or code changed, as declared.</param>
/// <param name="Tasks">Items whose task changed or is new, in plan order.</param>
public sealed record Explanation(IReadOnlyList<VariantExplanation> Variants, IReadOnlyList<TaskExplanation> Tasks)
{
    /// <summary>What of the stored run failed, by who failed and how.</summary>
    public IReadOnlyList<FailureExplanation> Failures { get; init; } = [];
}
