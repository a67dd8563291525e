using TrialKeep;

namespace WordProblems.Types;

/// <summary>What came out, word for word.</summary>
[ExperimentRecord("word-problems.answer")]
public sealed partial record Answer
{
    public string? Text { get; init; }

    /// <summary>The words with which a model refused; null when it did not.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why the model stopped: an answer that was refused or cut off is an answer, not a failure.</summary>
    [Indexed]
    public string? FinishReason { get; init; }

    [Measurement(Unit = "token", Better = Direction.Lower)]
    public long? InputTokens { get; init; }

    [Measurement(Unit = "token", Better = Direction.Lower)]
    public long? OutputTokens { get; init; }
}
