using System.Collections.Immutable;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Storage.Tests.Samples;

public sealed record Reply(string Text, double Cost = 0, string? Shared = null) : IExperimentRecord<Reply>
{
    public static Schema Schema { get; } = new("tests.reply", SchemaKind.Record, 1, 1, "00000000000000cc", ImmutableArray<SchemaMember>.Empty);

    public static void Write(ref JsonSpanWriter writer, Reply value)
    {
        writer.Raw("{\"text\":"u8);
        writer.Value(value.Text);
        writer.Raw(",\"cost\":"u8);
        writer.Value(value.Cost);
        writer.Raw(",\"shared\":"u8);
        writer.Deduplicated(value.Shared);
        writer.Raw("}"u8);
    }

    public static Reply Read(ref JsonSpanReader reader)
    {
        string text = "";
        double cost = 0;
        string? shared = null;
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("text"u8)) text = reader.ReadString();
            else if (member.SequenceEqual("cost"u8)) cost = reader.ReadDouble();
            else if (member.SequenceEqual("shared"u8)) shared = reader.TryNull() ? null : reader.ReadDeduplicated();
            else throw reader.Error("no such member");
        }

        return new(text, cost, shared);
    }
}
