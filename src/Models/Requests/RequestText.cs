using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Requests;

/// <summary>
/// Everything of a request that a model can see, as JSON texts: two requests are the same when these are. Ids and times of messages are left
/// out: they differ between equal conversations and no model sees them. Whether the answer comes in pieces is no part of what is asked.
/// </summary>
/// <param name="Model">The model that the options name, else the client's own; null when neither says.</param>
/// <param name="Messages">The messages, a JSON list.</param>
/// <param name="Options">The options but for the model, a JSON object.</param>
/// <param name="Tools">The tools, a JSON list.</param>
/// <param name="Sample">Which of the repeated answers is asked for, from 0.</param>
internal sealed record RequestText(string? Model, string Messages, string Options, string Tools, int Sample)
{
    private const string Additional = "additionalProperties";

    /// <exception cref="NotSupportedException">The request holds something that can't be written down, so that a difference could not be seen.</exception>
    public static RequestText Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options, string? defaultModel)
    {
        if (options?.RawRepresentationFactory is not null)
            throw new NotSupportedException("The option RawRepresentationFactory changes a request in a way that can't be compared with a stored one; set what it sets by AdditionalProperties, or call a client without cache and recording.");
        return new(
            options?.ModelId ?? defaultModel,
            ContentJson.Compact(json => WriteMessages(json, messages)),
            ContentJson.Compact(json => WriteOptions(json, options)),
            ContentJson.Compact(json => WriteTools(json, options?.Tools)),
            ChatSample.Of(options));
    }

    /// <summary>Writes the whole as one object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("model", Model);
        json.WriteNumber("sample", Sample);
        Write(json, "messages", Messages);
        Write(json, "options", Options);
        Write(json, "tools", Tools);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, string text)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(text);
    }

    private static void WriteMessages(Utf8JsonWriter json, IReadOnlyList<ChatMessage> messages)
    {
        json.WriteStartArray();
        foreach (ChatMessage message in messages) WriteObject(json, ContentJson.Write(message), static name => name is "messageId" or "createdAt");
        json.WriteEndArray();
    }

    private static void WriteOptions(Utf8JsonWriter json, ChatOptions? options) =>
        WriteObject(json, ContentJson.Write(ChatSample.Without(options) ?? new()), static name => name == "modelId");

    private static void WriteTools(Utf8JsonWriter json, IList<AITool>? tools)
    {
        json.WriteStartArray();
        foreach (AITool tool in tools ?? []) WriteTool(json, tool);
        json.WriteEndArray();
    }

    private static void WriteTool(Utf8JsonWriter json, AITool tool)
    {
        if (tool is not AIFunctionDeclaration function)
            throw new NotSupportedException($"The tool {tool.Name} is a {tool.GetType().Name}, whose settings can't be compared with stored ones; only functions can be asked through a cache or a recording.");
        json.WriteStartObject();
        json.WriteString("name", function.Name);
        json.WriteString("description", function.Description);
        json.WritePropertyName("parameters");
        function.JsonSchema.WriteTo(json);
        if (function.ReturnJsonSchema is { } returns)
        {
            json.WritePropertyName("returns");
            returns.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter json, JsonElement value, Func<string, bool> leaveOut)
    {
        json.WriteStartObject();
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (leaveOut(member.Name)) continue;
            WriteMember(json, member);
        }

        json.WriteEndObject();
    }

    // Additional properties have no order; that of everything else (arguments, schemas) is what the model sees.
    private static void WriteMember(Utf8JsonWriter json, JsonProperty member)
    {
        bool sorted = member.Name == Additional && member.Value.ValueKind == JsonValueKind.Object;
        json.WritePropertyName(member.Name);
        if (sorted) WriteSorted(json, member.Value);
        else WriteValue(json, member.Value);
    }

    private static void WriteSorted(Utf8JsonWriter json, JsonElement value)
    {
        json.WriteStartObject();
        foreach (JsonProperty member in value.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal)) WriteMember(json, member);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(json, value, static _ => false);
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (JsonElement item in value.EnumerateArray()) WriteValue(json, item);
                json.WriteEndArray();
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
