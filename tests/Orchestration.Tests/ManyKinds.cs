using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace TrialKeep.Orchestration.Tests;

[ExperimentTask("tests.riddle"), JsonDerivedType(typeof(ChoiceRiddle), "choice"), JsonDerivedType(typeof(OpenRiddle), "open")]
internal abstract partial record Riddle
{
    [ItemId]
    public required string Id { get; init; }

    [KeyPart]
    public required string Text { get; init; }
}

[ExperimentPart]
internal sealed partial record ChoiceRiddle : Riddle
{
    [KeyPart]
    public required ImmutableArray<string> Options { get; init; }

    [Reference]
    public required string Answer { get; init; }
}

[ExperimentPart]
internal sealed partial record OpenRiddle : Riddle
{
    [NotInKey("shown in reports only")]
    public string? Source { get; init; }
}

[ExperimentVariant("tests.decoder"), JsonDerivedType(typeof(SamplingDecoder), "sampling")]
internal abstract partial record Decoder
{
    [KeyPart]
    public int Seed { get; init; }
}

[ExperimentPart]
internal sealed partial record SamplingDecoder : Decoder
{
    [KeyPart]
    public required double Temperature { get; init; }

    [NotInKey("a note")]
    public string? Note { get; init; }
}

[ExperimentRecord("tests.outcome.text", typeof(string)), ExperimentRecord("tests.outcome.number", typeof(int))]
internal sealed partial record Outcome<T>
{
    public required T Value { get; init; }
}
