using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Requests;

namespace TrialKeep.Models.Recordings;

/// <summary>One line of a recording: a request and what was answered. docs/formats.md describes it.</summary>
internal sealed record RecordedLine(string Request, JsonElement Response, double Latency, double? FirstToken)
{
    public const string Header = """{"format":"trialkeep.chat-recording","version":1}""";

    /// <summary>The request as one JSON text; equal requests have equal texts.</summary>
    public static string TextOf(RequestText request) => ContentJson.Compact(request.Write);

    /// <exception cref="NotSupportedException">The response holds something that has no JSON.</exception>
    public static RecordedLine Of(string request, ChatResponse response, ChatOrigin origin) =>
        new(request, ContentJson.Write(ChatOrigin.Without(response)), origin.Latency.TotalSeconds, origin.FirstToken?.TotalSeconds);

    /// <exception cref="FormatException">The line is none of a recording; the message says why.</exception>
    public static RecordedLine Parse(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            string request = ContentJson.Compact(json => root.GetProperty("request").WriteTo(json));
            if (root.GetProperty("key").GetString() != KeyOf(request)) throw new FormatException("its key does not fit its request");
            double? firstToken = root.TryGetProperty("firstToken", out JsonElement first) ? first.GetDouble() : null;
            return new(request, root.GetProperty("response").Clone(), root.GetProperty("latency").GetDouble(), firstToken);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("it is not a line of a recording", error);
        }
    }

    public string ToLine() => ContentJson.Compact(json =>
    {
        json.WriteStartObject();
        json.WriteString("key", KeyOf(Request));
        json.WritePropertyName("request");
        json.WriteRawValue(Request);
        json.WritePropertyName("response");
        Response.WriteTo(json);
        json.WriteNumber("latency", Latency);
        if (FirstToken is { } first) json.WriteNumber("firstToken", first);
        json.WriteEndObject();
    });

    public ChatResponse ToResponse()
    {
        ChatResponse response = ContentJson.ReadResponse(Response);
        new ChatOrigin
        {
            Source = ChatSource.Recording,
            Latency = TimeSpan.FromSeconds(Latency),
            FirstToken = FirstToken is { } first ? TimeSpan.FromSeconds(first) : null,
        }.AddTo(response);
        return response;
    }

    private static string KeyOf(string request) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request)));
}
