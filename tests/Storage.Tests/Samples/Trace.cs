using System.Collections.Immutable;
using System.Text.Json;

namespace TrialKeep.Storage.Tests.Samples;

/// <summary>A record of all that a predecessor lost or changed: what was used, pairs, keys that are numbers, what no type named.</summary>
[ExperimentRecord("tests.trace", Version = 1)]
public sealed partial record Trace
{
    public string? Text { get; init; }
    public Usage? Usage { get; init; }
    public ImmutableArray<Span> Spans { get; init; } = [];
    public ImmutableDictionary<int, string> Choices { get; init; } = ImmutableDictionary<int, string>.Empty;
    public double Score { get; init; }
    public JsonElement? Raw { get; init; }
}

[ExperimentPart]
public sealed partial record Usage
{
    public long Input { get; init; }
    public long Output { get; init; }
    public decimal Cost { get; init; }
}

[ExperimentPart]
public readonly partial record struct Span(int Start, string Label);
