using System.Text;
using System.Text.Json;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Views;

/// <summary>Annotated values as JSON for readers outside this SDK: prompts rendered, shared texts in place.</summary>
internal static class RenderedView
{
    /// <summary>The whole value, references included.</summary>
    public static byte[] Whole<T>(T value)
        where T : ICodec<T>
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(shared: null);
        try
        {
            writer.WritesRendered = true;
            T.Write(ref writer, value);
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Return();
        }
    }

    /// <summary>What a variant may see of a task: the item's id and the key parts. References and whatever else is not in the key stay out.</summary>
    public static byte[] Input<TTask>(TTask task)
        where TTask : IExperimentTask<TTask> => KeyPartsOf(Whole(task), TTask.Schema);

    /// <summary>The key parts of a value that was written as a whole.</summary>
    public static byte[] KeyPartsOf(ReadOnlyMemory<byte> json, Schema schema)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        if (TagOf(document.RootElement, schema) is { } tag && schema.Derived.TryGetValue(tag, out Schema? derived)) schema = derived with { TagName = schema.TagName };
        JsonSpanWriter writer = JsonSpanWriter.Rent(shared: null);
        try
        {
            string comma = "{";
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                if (!IsKeyPart(member.Name, schema)) continue;
                writer.Raw(Encoding.UTF8.GetBytes(comma));
                writer.Value(member.Name);
                writer.Raw(":"u8);
                writer.Raw(Encoding.UTF8.GetBytes(member.Value.GetRawText()));
                comma = ",";
            }

            writer.Raw(comma == "{" ? "{}"u8 : "}"u8);
            return writer.Written.ToArray();
        }
        finally
        {
            writer.Return();
        }
    }

    /// <summary>How many characters a model reads of it: rendered prompts, and the texts that are no part of one.</summary>
    public static long CharactersOf(ReadOnlyMemory<byte> view)
    {
        using JsonDocument document = JsonDocument.Parse(view);
        return CharactersOf(document.RootElement);
    }

    private static bool IsKeyPart(string member, Schema schema) =>
        member == schema.TagName || schema.Members.FirstOrDefault(known => known.JsonName == member) is { KeyName: not null };

    private static string? TagOf(JsonElement value, Schema schema) =>
        schema.TagName is { } name && value.TryGetProperty(name, out JsonElement tag) && tag.ValueKind == JsonValueKind.String ? tag.GetString() : null;

    // Arguments stand in the rendered messages already.
    private static long CharactersOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Length,
        JsonValueKind.Array => value.EnumerateArray().Sum(CharactersOf),
        JsonValueKind.Object when value.TryGetProperty("messages", out JsonElement messages) && value.TryGetProperty("template", out _) =>
            messages.EnumerateArray().Sum(static message => (long)message.GetProperty("text").GetString()!.Length),
        JsonValueKind.Object => value.EnumerateObject().Sum(static member => CharactersOf(member.Value)),
        _ => 0,
    };
}
