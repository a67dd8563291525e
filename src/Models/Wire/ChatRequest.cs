using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Wire;

/// <summary>
/// Writes the body of a request. Written here and not by the OpenAI package's own types, because those have no place for a compatible
/// server's own settings or for <c>max_tokens</c>, and because an option that can't be sent must be refused, not dropped.
/// </summary>
/// <param name="model">The model, unless the options name another.</param>
/// <param name="useMaxTokens">Whether the limit goes by its old name.</param>
internal sealed class ChatRequest(string model, bool useMaxTokens)
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What is written below, and "n", of whose answers only the first would be read.
    private static readonly HashSet<string> OwnNames = new(StringComparer.Ordinal)
    {
        "model", "messages", "stream", "stream_options", "temperature", "top_p", "top_k", "max_tokens", "max_completion_tokens", "stop", "seed",
        "frequency_penalty", "presence_penalty", "response_format", "reasoning_effort", "tools", "tool_choice", "parallel_tool_calls", "n",
    };

    /// <exception cref="NotSupportedException">The messages or options hold something that this format can't carry.</exception>
    public byte[] Write(IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Writing))
        {
            json.WriteStartObject();
            json.WriteString("model", options?.ModelId ?? model);
            WriteMessages(json, messages, options?.Instructions);
            if (stream)
                WriteStreaming(json);
            if (options is not null)
                WriteOptions(json, options);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteMessages(Utf8JsonWriter json, IEnumerable<ChatMessage> messages, string? instructions)
    {
        json.WriteStartArray("messages");
        if (!string.IsNullOrEmpty(instructions))
            MessageWriter.Write(json, new ChatMessage(ChatRole.System, instructions));
        foreach (ChatMessage message in messages)
            MessageWriter.Write(json, message);
        json.WriteEndArray();
    }

    private static void WriteStreaming(Utf8JsonWriter json)
    {
        json.WriteBoolean("stream", true);
        json.WriteStartObject("stream_options");
        json.WriteBoolean("include_usage", true);
        json.WriteEndObject();
    }

    private void WriteOptions(Utf8JsonWriter json, ChatOptions options)
    {
        RefuseWhatIsNotSent(options);
        WriteSampling(json, options);
        if (options.MaxOutputTokens is { } limit)
            json.WriteNumber(useMaxTokens ? "max_tokens" : "max_completion_tokens", limit);
        WriteStops(json, options.StopSequences);
        WriteFormat(json, options.ResponseFormat);
        if (options.Reasoning?.Effort is { } effort)
            json.WriteString("reasoning_effort", Name(effort));
        ToolWriter.Write(json, options);
        WriteAdditional(json, options.AdditionalProperties);
    }

    private static void RefuseWhatIsNotSent(ChatOptions options)
    {
        string? name = options.ConversationId is not null ? nameof(options.ConversationId)
            : options.RawRepresentationFactory is not null ? nameof(options.RawRepresentationFactory)
            : options.Reasoning?.Output is not null ? "Reasoning.Output"
            : null;
        if (name is not null)
            throw new NotSupportedException($"The option {name} has no place in a chat completion and this chat client would have to drop it; leave it unset.");
    }

    private static void WriteSampling(Utf8JsonWriter json, ChatOptions options)
    {
        WriteNumber(json, "temperature", options.Temperature);
        WriteNumber(json, "top_p", options.TopP);
        if (options.TopK is { } top)
            json.WriteNumber("top_k", top);
        WriteNumber(json, "frequency_penalty", options.FrequencyPenalty);
        WriteNumber(json, "presence_penalty", options.PresencePenalty);
        if (options.Seed is { } seed)
            json.WriteNumber("seed", seed);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, float? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
    }

    private static void WriteStops(Utf8JsonWriter json, IList<string>? stops)
    {
        if (stops is not { Count: > 0 })
            return;
        json.WriteStartArray("stop");
        foreach (string stop in stops)
            json.WriteStringValue(stop);
        json.WriteEndArray();
    }

    private static void WriteFormat(Utf8JsonWriter json, ChatResponseFormat? format)
    {
        if (format is null)
            return;
        json.WriteStartObject("response_format");
        if (format is ChatResponseFormatJson { Schema: { } schema } described)
            WriteSchema(json, described, schema);
        else
            json.WriteString("type", format is ChatResponseFormatJson ? "json_object" : "text");
        json.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter json, ChatResponseFormatJson format, JsonElement schema)
    {
        json.WriteString("type", "json_schema");
        json.WriteStartObject("json_schema");
        json.WriteString("name", format.SchemaName ?? "answer");
        if (format.SchemaDescription is { } description)
            json.WriteString("description", description);
        json.WritePropertyName("schema");
        schema.WriteTo(json);
        json.WriteEndObject();
    }

    private static string Name(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        ReasoningEffort.ExtraHigh => "xhigh",
        _ => throw new NotSupportedException($"The reasoning effort {effort} has no name in the chat-completions format."),
    };

    private static void WriteAdditional(Utf8JsonWriter json, AdditionalPropertiesDictionary? properties)
    {
        foreach ((string name, object? value) in properties ?? [])
        {
            // Meant for a cache or a recording in front of this client, and there may be none.
            if (name == ChatSample.Name)
                continue;
            if (OwnNames.Contains(name))
                throw new NotSupportedException($"The additional property {name} is one that this chat client writes itself; use the option of ChatOptions, if there is one.");
            json.WritePropertyName(name);
            ValueWriter.Write(json, value);
        }
    }
}
