using System.Text.Json.Serialization;

namespace TrialKeep.Runtime.Tests.Samples;

[ExperimentRecord("columned", Version = 2)]
internal sealed partial record Columned
{
    [Indexed] public string? Reason { get; init; }
    [Indexed] public Ending Ending { get; init; }
    [Indexed] public Rights? Rights { get; init; }
    [Measurement(Unit = "s", Better = Direction.Lower)] public double Latency { get; init; }
    [Measurement] public decimal? Cost { get; init; }
    [Measurement] public TimeSpan Wait { get; init; }
    [Slice, JsonPropertyName("Tokens \"out\"")] public int Tokens { get; init; }
    [Slice] public bool Cached { get; init; }
    [Indexed] public DateTimeOffset At { get; init; }
    [Indexed, JsonInclude] internal char Letter { get; init; } = 'a';
    [Indexed, JsonInclude] private long Inner { get; init; } = 5;
    public string? Unmarked { get; init; }
}
