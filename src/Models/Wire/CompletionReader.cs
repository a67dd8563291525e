using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Wire;

/// <summary>
/// Reads a whole answer. Read here and not by the OpenAI package's own types, because those throw at a finish reason they don't know and
/// take an object without an answer for an answer.
/// </summary>
internal static class CompletionReader
{
    /// <exception cref="WireException">It is not a chat completion.</exception>
    /// <exception cref="ServedErrorException">It is an error.</exception>
    public static ChatResponse Read(ReadOnlySpan<byte> body)
    {
        JsonElement root = WireJson.Root(body);
        JsonElement choice = FirstChoice(root) ?? throw new WireException("it has no choices", WireJson.Start(body));
        JsonElement message = WireJson.Object(choice, "message") ?? throw new WireException("its choice has no message", WireJson.Start(body));
        List<AIContent> contents = Contents(message);
        string? id = WireJson.Text(root, "id");
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, contents) { MessageId = id })
        {
            ResponseId = id,
            ModelId = WireJson.Text(root, "model"),
            CreatedAt = Created(root),
            FinishReason = Finish(WireJson.Text(choice, "finish_reason"), ChatRefusal.Of(contents) is not null),
            Usage = Usage(root),
            RawRepresentation = root,
        };
    }

    public static JsonElement? FirstChoice(JsonElement root)
    {
        if (WireJson.Array(root, "choices") is not { } choices || choices.GetArrayLength() == 0)
            return null;
        return choices[0].ValueKind == JsonValueKind.Object ? choices[0] : throw new WireException("its choice is not an object", WireJson.Start(root));
    }

    public static DateTimeOffset? Created(JsonElement root)
        => WireJson.Count(root, "created") is { } seconds and > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>A refusal is never an answer, whatever the server calls its end; a reason that is not OpenAI's stays as the server wrote it.</summary>
    public static ChatFinishReason? Finish(string? reason, bool refused) => refused
        ? ChatFinishReason.ContentFilter
        : reason switch
        {
            null or "" => null,
            "function_call" => ChatFinishReason.ToolCalls,
            _ => new ChatFinishReason(reason),
        };

    public static UsageDetails? Usage(JsonElement root)
    {
        if (WireJson.Object(root, "usage") is not { } usage)
            return null;
        JsonElement? input = WireJson.Object(usage, "prompt_tokens_details");
        JsonElement? output = WireJson.Object(usage, "completion_tokens_details");
        return new UsageDetails
        {
            InputTokenCount = WireJson.Count(usage, "prompt_tokens"),
            OutputTokenCount = WireJson.Count(usage, "completion_tokens"),
            TotalTokenCount = WireJson.Count(usage, "total_tokens"),
            CachedInputTokenCount = input is { } read ? WireJson.Count(read, "cached_tokens") : null,
            ReasoningTokenCount = output is { } written ? WireJson.Count(written, "reasoning_tokens") : null,
        };
    }

    /// <summary>What the model thought before it answered, under either of the names that servers give it.</summary>
    public static string? Reasoning(JsonElement message)
        => WireJson.Member(message, "reasoning_content") is { ValueKind: JsonValueKind.String } content ? WireJson.Text(content)
            : WireJson.Member(message, "reasoning") is { ValueKind: JsonValueKind.String } reasoning ? WireJson.Text(reasoning)
            : null;

    /// <summary>The text of a message or delta, in one piece or, as some servers send it, in parts.</summary>
    public static string? Content(JsonElement message)
        => WireJson.Member(message, "content") is { ValueKind: JsonValueKind.Array } parts
            ? string.Concat(parts.EnumerateArray().Select(part => Part(part, message)))
            : WireJson.Text(message, "content");

    private static string Part(JsonElement part, JsonElement message)
        => part.ValueKind == JsonValueKind.Object && WireJson.Text(part, "text") is { } text
            ? text
            : throw new WireException("its content has a part that is not text", WireJson.Start(message));

    private static List<AIContent> Contents(JsonElement message)
    {
        List<AIContent> contents = [];
        if (Reasoning(message) is { Length: > 0 } reasoning)
            contents.Add(new TextReasoningContent(reasoning));
        if (Content(message) is { Length: > 0 } text)
            contents.Add(new TextContent(text));
        if (WireJson.Text(message, "refusal") is { Length: > 0 } refusal)
            contents.Add(ChatRefusal.Content(refusal));
        var calls = new ToolCalls();
        calls.Add(message);
        contents.AddRange(calls.Read());
        return contents;
    }
}
