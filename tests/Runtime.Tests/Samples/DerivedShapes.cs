using System.Text.Json;
using System.Text.Json.Serialization;

namespace TrialKeep.Runtime.Tests.Samples;

[ExperimentPart("decoding", KeyVersion = 3)]
[JsonDerivedType(typeof(Greedy), "greedy"), JsonDerivedType(typeof(Sampling), "sampling")]
internal abstract partial record Decoding
{
    [KeyPart] public int Seed { get; init; }
}

[ExperimentPart]
internal sealed partial record Greedy : Decoding;

[ExperimentPart]
internal sealed partial record Sampling : Decoding
{
    [KeyPart] public required double Temperature { get; init; }
    [NotInKey("a note")] public string? Note { get; init; }
}

/// <summary>Derives from the base and is not in its list.</summary>
internal sealed record Unlisted : Decoding;

[ExperimentVariant("holds-decoding")]
internal sealed partial record HoldsDecoding
{
    [KeyPart] public Decoding? Decoding { get; init; }
    [KeyPart] public Dictionary<Colour, int> Weights { get; init; } = [];
    [KeyPart] public Dictionary<long, Decoding> Steps { get; init; } = [];
    [KeyPart] public Interval<int?> Range { get; init; } = new() { From = null, To = 1 };
}

[ExperimentPart("interval", KeyVersion = 2)]
internal sealed partial record Interval<T>
{
    [KeyPart] public required T From { get; init; }
    [KeyPart] public T? To { get; init; }
}

[ExperimentRecord("event"), JsonDerivedType(typeof(Failed), "failed"), JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
internal partial class Event
{
    public required string Id { get; init; }
}

[ExperimentPart]
internal sealed partial class Failed : Event
{
    public string? Reason { get; init; }
    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; init; }
}
