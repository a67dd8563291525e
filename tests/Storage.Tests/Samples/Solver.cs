using System.Collections.Immutable;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Storage.Tests.Samples;

public sealed record Solver(string Model) : IExperimentVariant<Solver>
{
    public static Schema Schema { get; } = new("tests.solver", SchemaKind.Variant, 1, 1, "00000000000000bb", ImmutableArray<SchemaMember>.Empty);

    public static void WriteKey(ref KeyWriter writer, Solver value)
    {
        writer.Begin("tests.solver"u8, 1, 1);
        writer.Part("Model"u8);
        writer.Value(value.Model);
    }

    public static void Write(ref JsonSpanWriter writer, Solver value)
    {
        writer.Raw("{\"model\":"u8);
        writer.Value(value.Model);
        writer.Raw("}"u8);
    }

    public static Solver Read(ref JsonSpanReader reader)
    {
        string model = "";
        reader.BeginObject();
        while (reader.NextMember(out _)) model = reader.ReadString();
        return new(model);
    }
}
