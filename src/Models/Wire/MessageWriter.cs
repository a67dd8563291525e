using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Wire;

/// <summary>
/// Writes one message as the chat-completions format has it. A model's earlier reasoning and usage are not part of a conversation and
/// are left out; any other content that the format has no place for is refused.
/// </summary>
internal static class MessageWriter
{
    public static void Write(Utf8JsonWriter json, ChatMessage message)
    {
        if (message.Role == ChatRole.Tool)
        {
            foreach (AIContent content in message.Contents)
                WriteToolResult(json, content as FunctionResultContent ?? throw Refused(content, message.Role));
            return;
        }
        json.WriteStartObject();
        json.WriteString("role", message.Role.Value);
        if (message.AuthorName is { } author)
            json.WriteString("name", author);
        List<AIContent> shown = [.. message.Contents.Where(IsShown)];
        WriteContent(json, shown, message.Role);
        WriteRefusal(json, message.Contents);
        WriteToolCalls(json, [.. message.Contents.OfType<FunctionCallContent>()]);
        json.WriteEndObject();
    }

    private static bool IsShown(AIContent content)
        => content is not (TextReasoningContent or UsageContent or FunctionCallContent or ErrorContent { ErrorCode: ChatRefusal.ErrorCode });

    private static void WriteContent(Utf8JsonWriter json, List<AIContent> contents, ChatRole role)
    {
        if (contents.Count == 0 && role == ChatRole.Assistant)
        {
            json.WriteNull("content");
            return;
        }
        if (contents.TrueForAll(content => content is TextContent))
        {
            json.WriteString("content", string.Concat(contents.Select(content => ((TextContent)content).Text)));
            return;
        }
        json.WriteStartArray("content");
        foreach (AIContent content in contents)
            WritePart(json, content, role);
        json.WriteEndArray();
    }

    private static void WritePart(Utf8JsonWriter json, AIContent content, ChatRole role)
    {
        json.WriteStartObject();
        if (content is TextContent text)
        {
            json.WriteString("type", "text");
            json.WriteString("text", text.Text);
        }
        else
        {
            json.WriteString("type", "image_url");
            json.WriteStartObject("image_url");
            json.WriteString("url", ImageAddress(content) ?? throw Refused(content, role));
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static string? ImageAddress(AIContent content) => content switch
    {
        DataContent data when data.HasTopLevelMediaType("image") => data.Uri,
        UriContent link when link.HasTopLevelMediaType("image") => link.Uri.AbsoluteUri,
        _ => null,
    };

    private static void WriteRefusal(Utf8JsonWriter json, IEnumerable<AIContent> contents)
    {
        if (ChatRefusal.Of(contents) is { } refusal)
            json.WriteString("refusal", refusal);
    }

    private static void WriteToolCalls(Utf8JsonWriter json, List<FunctionCallContent> calls)
    {
        if (calls.Count == 0)
            return;
        json.WriteStartArray("tool_calls");
        foreach (FunctionCallContent call in calls)
        {
            json.WriteStartObject();
            json.WriteString("id", call.CallId);
            json.WriteString("type", "function");
            json.WriteStartObject("function");
            json.WriteString("name", call.Name);
            json.WriteString("arguments", Embedded(arguments => WriteArguments(arguments, call.Arguments)));
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteArguments(Utf8JsonWriter json, IDictionary<string, object?>? arguments)
    {
        json.WriteStartObject();
        foreach ((string name, object? value) in arguments ?? new Dictionary<string, object?>())
        {
            json.WritePropertyName(name);
            ValueWriter.Write(json, value);
        }
        json.WriteEndObject();
    }

    private static void WriteToolResult(Utf8JsonWriter json, FunctionResultContent result)
    {
        json.WriteStartObject();
        json.WriteString("role", "tool");
        json.WriteString("tool_call_id", result.CallId);
        json.WriteString("content", result.Result as string ?? Embedded(content => ValueWriter.Write(content, result.Result)));
        json.WriteEndObject();
    }

    /// <summary>The format carries arguments and results as texts that hold JSON.</summary>
    private static string Embedded(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static NotSupportedException Refused(AIContent content, ChatRole role)
        => new($"A {role.Value} message holds a {content.GetType().Name}, which this chat client can't send; send text, images or function calls.");
}
