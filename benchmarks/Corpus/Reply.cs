namespace TrialKeep.Benchmarks.Corpus;

/// <summary>What a model answers: a record with one long text and some members of other kinds.</summary>
[ExperimentRecord("bench.reply")]
public sealed partial record Reply
{
    public required string Text { get; init; }

    [Indexed]
    public string? FinishReason { get; init; }

    public string? Refusal { get; init; }

    [Measurement(Unit = "s", Better = Direction.Lower)]
    public double Latency { get; init; }

    [Measurement(Unit = "token", Better = Direction.Lower)]
    public long InputTokens { get; init; }

    [Measurement(Unit = "token", Better = Direction.Lower)]
    public long OutputTokens { get; init; }

    /// <summary>Different replies whose journal lines have about 1.6 kB.</summary>
    internal static Reply[] Many(int count) =>
    [
        .. English.Texts(count, characters: 1150, seed: 7).Select(static (text, index) => new Reply
        {
            Text = text, FinishReason = "stop", Latency = 0.25 + index / 1024.0, InputTokens = 180 + index % 50, OutputTokens = 260 + index % 70,
        }),
    ];
}
