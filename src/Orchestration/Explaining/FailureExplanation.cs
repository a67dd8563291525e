namespace TrialKeep.Orchestration.Explaining;

/// <summary>What of a run failed alike.</summary>
/// <param name="Stage">Who failed: variants, a transform or an evaluation.</param>
/// <param name="Name">The transform or the evaluation; null for variants.</param>
/// <param name="Kind">The kind of the failure.</param>
/// <param name="Count">How many answers, outputs or scores.</param>
/// <param name="Variant">Whose answer the first one in plan order is about.</param>
/// <param name="Item">The item of the first one.</param>
/// <param name="Message">What it failed with.</param>
public sealed record FailureExplanation(RunStage Stage, string? Name, string Kind, int Count, string Variant, string Item, string Message)
{
    /// <summary>What failed: <c>answers</c>, <c>outputs by</c> a transform, <c>scores by</c> an evaluation.</summary>
    public string What => Stage switch { RunStage.Generate => "answers", RunStage.Transform => $"outputs by {Name}", _ => $"scores by {Name}" };
}
