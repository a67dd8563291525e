namespace TrialKeep;

/// <summary>A number that an extractor found in a text.</summary>
[ExperimentRecord("trialkeep.extracted-number", Version = 1)]
public sealed partial record ExtractedNumber
{
    /// <summary>The number, without zeros behind its last digit.</summary>
    public required decimal Value { get; init; }

    /// <summary>The text that it was read from.</summary>
    public required string Text { get; init; }

    /// <summary>The name of the extractor that found it: of a chain, which one.</summary>
    [Indexed]
    public required string Extractor { get; init; }
}
