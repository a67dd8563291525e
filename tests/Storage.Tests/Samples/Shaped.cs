using System.Numerics;
using System.Text.Json.Serialization;

namespace TrialKeep.Storage.Tests.Samples;

/// <summary>A record with a column of every form.</summary>
[ExperimentRecord("tests.shaped")]
public sealed partial record Shaped
{
    [Indexed] public string? Text { get; init; }
    [Indexed, Deduplicated] public string? Shared { get; init; }
    [Indexed] public bool Flag { get; init; }
    [Indexed] public bool? MaybeFlag { get; init; }
    [Measurement] public int Small { get; init; }
    [Measurement] public long? Large { get; init; }
    [Measurement] public ulong Unsigned { get; init; }
    [Measurement] public Int128 Wide { get; init; }
    [Measurement] public UInt128 WideUnsigned { get; init; }
    [Measurement] public BigInteger Big { get; init; }
    [Measurement] public double Real { get; init; }
    [Measurement] public double? MaybeReal { get; init; }
    [Measurement] public float Single { get; init; }
    [Measurement] public decimal Exact { get; init; }
    [Measurement] public TimeSpan Wait { get; init; }
    [Indexed] public DateTimeOffset At { get; init; }
    [Indexed] public DateOnly Day { get; init; }
    [Indexed] public TimeOnly Hour { get; init; }
    [Indexed] public Guid Id { get; init; }
    [Indexed] public Uri? Link { get; init; }
    [Indexed] public Version? Release { get; init; }
    [Indexed] public char Letter { get; init; } = 'a';
    [Indexed] public Ending Ending { get; init; }
    [Indexed] public Access? Access { get; init; }
    [Indexed, JsonPropertyName("odd \"name\"")] public string? Odd { get; init; }
    [Indexed, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Unwritten { get; init; }
    public string? Long { get; init; }
}
