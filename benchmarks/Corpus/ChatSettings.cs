namespace TrialKeep.Benchmarks.Corpus;

/// <summary>Six key parts whose key is made from about 700 bytes.</summary>
[ExperimentVariant("bench.chat")]
public sealed partial record ChatSettings
{
    [KeyPart]
    public required string Model { get; init; }

    [KeyPart]
    public required string Prompt { get; init; }

    [KeyPart]
    public double Temperature { get; init; }

    [KeyPart]
    public int MaxTokens { get; init; }

    [KeyPart]
    public bool Stream { get; init; }

    [KeyPart]
    public string? Stop { get; init; }
}
