using System.Text.Json.Serialization;

namespace TrialKeep.Orchestration.Tests.Predecessor;

/// <summary>A record whose members are named like columns, reserved words and members of a line.</summary>
[ExperimentRecord("tests.awkward")]
public sealed partial record Awkward
{
    [Indexed, JsonPropertyName("lr rate")]
    public required string Spaced { get; init; }

    [Indexed, JsonPropertyName("lr-rate")]
    public required double Dashed { get; init; }

    [Indexed]
    public required string Group { get; init; }

    [Indexed, JsonPropertyName("say \"when\"; DROP TABLE runs")]
    public required string Quoted { get; init; }

    [Indexed]
    public required string Key { get; init; }

    [Indexed, JsonPropertyName("ITEM")]
    public required string Item { get; init; }

    [Indexed]
    public required string Variant { get; init; }

    public required int Sample { get; init; }

    public required string Record { get; init; }

    public string? Error { get; init; }

    [Measurement(Unit = "s")]
    public double Run { get; init; }
}
