namespace TrialKeep.Analysis.Tests.Comparison;

/// <summary>The riddle as a later version of the program asks it: with another template and a member that came later.</summary>
[ExperimentTask("tests.restyled-riddle", Version = 2)]
public sealed partial record RestyledRiddle
{
    [ItemId]
    public required string Id { get; init; }

    [KeyPart]
    public required RestyledPrompt Prompt { get; init; }

    [KeyPart]
    public RiddleContext? Context { get; init; }

    [KeyPart, Deduplicated]
    public string? SystemPrompt { get; init; }

    [KeyPart(Since = 2)]
    public string? Language { get; init; }
}
