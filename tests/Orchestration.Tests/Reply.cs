namespace TrialKeep.Orchestration.Tests;

[ExperimentRecord("tests.reply")]
public sealed partial record Reply
{
    public string? Text { get; init; }
}
