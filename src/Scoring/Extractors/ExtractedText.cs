namespace TrialKeep;

/// <summary>What an extractor found in a text.</summary>
[ExperimentRecord("trialkeep.extracted-text", Version = 1)]
public sealed partial record ExtractedText
{
    /// <summary>What was found.</summary>
    public required string Text { get; init; }

    /// <summary>The name of the extractor that found it: of a chain, which one.</summary>
    [Indexed]
    public required string Extractor { get; init; }
}
