using System.Text.Json;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Requests;
using TrialKeep.Models.Wire;

namespace TrialKeep.Models.Telemetry;

/// <summary>Messages as the conventions for generative AI write them: a JSON list of roles with parts.</summary>
internal static class MessageText
{
    public static string WriteInstructions(string text) => ContentJson.Compact(json =>
    {
        json.WriteStartArray();
        WriteText(json, "text", text);
        json.WriteEndArray();
    });

    /// <param name="messages">The messages.</param>
    /// <param name="finishReason">How an answer ended; null for a request's messages.</param>
    public static string Write(IEnumerable<ChatMessage> messages, string? finishReason) => ContentJson.Compact(json =>
    {
        json.WriteStartArray();
        foreach (ChatMessage message in messages)
        {
            json.WriteStartObject();
            json.WriteString("role", message.Role.Value);
            json.WriteStartArray("parts");
            foreach (AIContent content in message.Contents) WritePart(json, content);
            json.WriteEndArray();
            if (finishReason is not null) json.WriteString("finish_reason", finishReason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static void WritePart(Utf8JsonWriter json, AIContent content)
    {
        switch (content)
        {
            case TextContent text:
                WriteText(json, "text", text.Text);
                break;
            case TextReasoningContent reasoning:
                WriteText(json, "reasoning", reasoning.Text);
                break;
            case FunctionCallContent call:
                WriteCall(json, call);
                break;
            case FunctionResultContent result:
                json.WriteStartObject();
                json.WriteString("type", "tool_call_response");
                json.WriteString("id", result.CallId);
                json.WritePropertyName("response");
                ValueWriter.Write(json, result.Result);
                json.WriteEndObject();
                break;
            case UriContent link:
                WriteNamed(json, "uri", "uri", link.Uri.OriginalString);
                break;
            case UsageContent:
                break;
            default:
                // Data stays where it is: a span is no place for megabytes.
                WriteNamed(json, content is DataContent ? "blob" : "other", "content_type", content is DataContent data ? data.MediaType : content.GetType().Name);
                break;
        }
    }

    private static void WriteCall(Utf8JsonWriter json, FunctionCallContent call)
    {
        json.WriteStartObject();
        json.WriteString("type", "tool_call");
        json.WriteString("id", call.CallId);
        json.WriteString("name", call.Name);
        json.WriteStartObject("arguments");
        foreach ((string name, object? value) in call.Arguments ?? new Dictionary<string, object?>())
        {
            json.WritePropertyName(name);
            ValueWriter.Write(json, value);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string type, string text) => WriteNamed(json, type, "content", text);

    private static void WriteNamed(Utf8JsonWriter json, string type, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString(name, value);
        json.WriteEndObject();
    }
}
