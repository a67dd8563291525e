namespace TrialKeep.Orchestration.Stages;

/// <summary>Who is called: a variant, a transform or an evaluation.</summary>
/// <param name="Stage">The stage, which says what it is.</param>
/// <param name="Name">Its name.</param>
internal sealed record CallSubject(RunStage Stage, string Name)
{
    /// <summary>What it is, in sentences.</summary>
    public string Kind => Stage switch { RunStage.Generate => "variant", RunStage.Transform => "transform", _ => "evaluation" };

    /// <summary>The stage, in measures.</summary>
    public string StageName => Stage switch { RunStage.Generate => "generate", RunStage.Transform => "transform", _ => "evaluate" };

    /// <summary>Items and failures of variants are what a budget of items and a maximum of failures count.</summary>
    public bool IsVariant => Stage == RunStage.Generate;

    public override string ToString() => $"The {Kind} '{Name}'";
}
