using System.Collections.Immutable;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Runtime.Templates;

namespace TrialKeep.Storage.Tests.Samples;

/// <summary>A task as generated code would have it: the store's tests do not depend on the generator.</summary>
public sealed record Question(string Id, string Text, string? System = null, string? Label = null) : IExperimentTask<Question>
{
    public static Template Template { get; } = new("Answer briefly.\n\n{text}");

    public static Schema Schema { get; } = new("tests.question", SchemaKind.Task, 1, 1, "00000000000000aa", ImmutableArray<SchemaMember>.Empty);

    public static string? GetItemId(Question task) => task.Id;

    public static void WriteReferences(ref KeyWriter writer, Question task) => writer.Value(task.Label);

    public static void WriteKey(ref KeyWriter writer, Question value)
    {
        writer.Begin("tests.question"u8, 1, 3);
        writer.Part("Id"u8);
        writer.Value(value.Id);
        writer.Part("System"u8);
        writer.Value(value.System);
        writer.Part("Text"u8);
        writer.Value(value.Text);
    }

    public static void Write(ref JsonSpanWriter writer, Question value)
    {
        writer.Raw("{\"id\":"u8);
        writer.Value(value.Id);
        writer.Raw(",\"prompt\":"u8);
        writer.BeginTemplate(Template);
        writer.Raw("\"text\":"u8);
        writer.Value(value.Text);
        writer.Raw("}},\"system\":"u8);
        writer.Deduplicated(value.System);
        writer.Raw(",\"label\":"u8);
        writer.Value(value.Label);
        writer.Raw("}"u8);
    }

    public static Question Read(ref JsonSpanReader reader)
    {
        string id = "";
        string text = "";
        string? system = null;
        string? label = null;
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("id"u8)) id = reader.ReadString();
            else if (member.SequenceEqual("prompt"u8)) text = ReadPrompt(ref reader);
            else if (member.SequenceEqual("system"u8)) system = reader.TryNull() ? null : reader.ReadDeduplicated();
            else if (member.SequenceEqual("label"u8)) label = reader.TryNull() ? null : reader.ReadString();
            else throw reader.Error("no such member");
        }

        return new(id, text, system, label);
    }

    private static string ReadPrompt(ref JsonSpanReader reader)
    {
        string text = "";
        reader.BeginTemplate(Template);
        while (reader.NextMember(out _)) text = reader.ReadString();
        reader.EndTemplate();
        return text;
    }
}
