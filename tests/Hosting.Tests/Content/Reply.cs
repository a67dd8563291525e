namespace TrialKeep.Hosting.Tests.Content;

[ExperimentRecord("tests.reply")]
public sealed partial record Reply
{
    public string? Text { get; init; }

    [Measurement]
    public double? Confidence { get; init; }
}
