namespace TrialKeep.Orchestration.Tests;

[ExperimentTask("tests.question")]
public sealed partial record Question
{
    [ItemId]
    public required string Id { get; init; }

    [KeyPart]
    public required QuestionPrompt Prompt { get; init; }

    [KeyPart, Deduplicated]
    public string? SystemPrompt { get; init; }

    [Reference]
    public required string Expected { get; init; }

    [Slice]
    public string? Topic { get; init; }

    [NotInKey("shown in reports only")]
    public string? Source { get; init; }

    public static Question Of(int number, string wording = "Say") => new() { Id = $"q{number}", Prompt = new(wording, number), Expected = $"{number}" };
}
