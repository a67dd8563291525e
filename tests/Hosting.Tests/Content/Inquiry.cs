namespace TrialKeep.Hosting.Tests.Content;

[ExperimentTask("tests.inquiry")]
public sealed partial record Inquiry
{
    [ItemId]
    public required string Id { get; init; }

    [KeyPart]
    public required Chat Prompt { get; init; }

    [KeyPart, Deduplicated]
    public string? Rules { get; init; }

    [Reference]
    public required string Answer { get; init; }
}
