using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Requests;

/// <summary>Microsoft.Extensions.AI's own JSON, by its generated metadata: what it can't write is refused by name and never reflected over.</summary>
internal static class ContentJson
{
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A response as it is kept. Raw representations and exceptions inside contents are not part of it.</summary>
    /// <exception cref="NotSupportedException">It holds a content or a value that has no JSON.</exception>
    public static JsonElement Write(ChatResponse response)
    {
        JsonElement indented = JsonSerializer.SerializeToElement(response, Of<ChatResponse>());
        // White space would stay in the values that are read from it, such as arguments of a call.
        return JsonElement.Parse(Compact(json => indented.WriteTo(json)));
    }

    public static ChatResponse ReadResponse(JsonElement json) =>
        json.Deserialize(Of<ChatResponse>()) ?? throw new JsonException("A kept response is null.");

    public static JsonElement Write(ChatMessage message) => JsonSerializer.SerializeToElement(message, Of<ChatMessage>());

    public static JsonElement Write(ChatOptions options) => JsonSerializer.SerializeToElement(options, Of<ChatOptions>());

    /// <summary>JSON without white space, as text.</summary>
    public static string Compact(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, s_compact)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T));
}
