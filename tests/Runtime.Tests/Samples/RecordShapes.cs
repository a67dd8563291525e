using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace TrialKeep.Runtime.Tests.Samples;

/// <summary>A type of somebody else.</summary>
internal sealed record Money(decimal Amount);

internal sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? new(reader.GetDecimal()) : throw new JsonException("no number");

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Amount);
}

internal enum Ending
{
    [JsonStringEnumMemberName("stopped")] Stop,
    Length,
}

[ExperimentRecord("everything")]
internal sealed partial record Everything(string Text, int Count = 3, Ending Ending = Ending.Length)
{
    public string Kept { get; init; } = "own default";
    [JsonPropertyName("sn")] public string? ShortName { get; init; }
    [JsonIgnore] public string Ignored => Text;
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Sparse { get; init; }
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Zero { get; init; }
    [JsonConverter(typeof(MoneyConverter))] public Money? Price { get; init; }
    public JsonNode? Node { get; init; }
    [Alias("former")] public int Now { get; init; }
    public int Computed => Count * 2;
    [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; init; }
}

[ExperimentRecord("numbers")]
internal sealed partial record Numbers
{
    public required string Text { get; init; }
    public double Double { get; init; }
    public float Single { get; init; }
    public decimal Decimal { get; init; }
    public long Long { get; init; }
    public ulong ULong { get; init; }
    public System.Numerics.BigInteger Big { get; init; }
    public double? Maybe { get; init; }
}

[ExperimentRecord("raw")]
internal sealed partial record RawJson
{
    [JsonRequired] public JsonElement Value { get; init; }
}

/// <summary>A class with a primary constructor, a field, a get-only property and a setter.</summary>
[ExperimentPart]
internal sealed partial class Mixed(int first, string? second = "two")
{
    public int First { get; } = first;
    public string? Second { get; } = second;
    public int Settable { get; set; } = 5;
    public required int[] Demanded;
    public DateOnly Field = new(2026, 1, 1);
}

internal abstract record Basis
{
    public required string Below { get; init; }
    public virtual int Shared { get; init; } = 1;
}

[ExperimentRecord("derived")]
internal sealed partial record Derived : Basis
{
    public string Above { get; private init; } = "above";
    public override int Shared { get; init; } = 2;
    public string? Later { get; internal set; }
}

[ExperimentPart]
internal partial struct Struct
{
    public int Before { get; init; }
    public string? After { readonly get; set; }
    public required bool Demanded { get; init; }
}

[ExperimentRecord("tree")]
internal sealed partial record Tree
{
    public Tree? Child { get; init; }
}
