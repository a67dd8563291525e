using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace TrialKeep.Models.Tests;

/// <summary>What the server does with one request: the bytes that it sends, and how it leaves the connection.</summary>
public sealed record LoopbackReply
{
    private LoopbackReply(byte[] bytes, LoopbackEnding ending)
    {
        Bytes = bytes;
        Ending = ending;
    }

    internal byte[] Bytes { get; }

    internal LoopbackEnding Ending { get; }

    /// <summary>A whole answer with usage: 7 tokens read, 5 written.</summary>
    public static LoopbackReply Answer(string? text, string finishReason = "stop", string? refusal = null) => Json(200, new JsonObject
    {
        ["id"] = "chatcmpl-1",
        ["object"] = "chat.completion",
        ["created"] = 1_700_000_000,
        ["model"] = "model-x-2026-01-01",
        ["choices"] = new JsonArray(new JsonObject
        {
            ["index"] = 0,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = text, ["refusal"] = refusal },
            ["finish_reason"] = finishReason,
        }),
        ["usage"] = new JsonObject { ["prompt_tokens"] = 7, ["completion_tokens"] = 5, ["total_tokens"] = 12 },
    }.ToJsonString());

    /// <summary>An error in OpenAI's form.</summary>
    public static LoopbackReply Error(int status, string message, params (string Name, string Value)[] headers)
        => Json(status, new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "error" } }.ToJsonString(), headers);

    /// <summary>Any body, said to be JSON.</summary>
    public static LoopbackReply Json(int status, string body, params (string Name, string Value)[] headers)
        => new(Whole(status, "application/json", body, headers), LoopbackEnding.Close);

    /// <summary>An answer in pieces that ends as it should.</summary>
    public static LoopbackReply Stream(params string[] events) => new(Events([.. events, "[DONE]"]), LoopbackEnding.Close);

    /// <summary>An answer in pieces after which the connection ends without a word.</summary>
    public static LoopbackReply CutStream(params string[] events) => new(Events(events), LoopbackEnding.Close);

    /// <summary>An answer in pieces after which nothing more comes.</summary>
    public static LoopbackReply StalledStream(params string[] events) => new(Events(events), LoopbackEnding.Hold);

    /// <summary>The connection ends before the first byte.</summary>
    public static LoopbackReply Drop() => new([], LoopbackEnding.Reset);

    /// <summary>The connection ends in the middle of a body whose length was announced.</summary>
    public static LoopbackReply CutBody()
        => new(Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"id\":\"half"), LoopbackEnding.Close);

    /// <summary>Anything at all, even if it is not HTTP.</summary>
    public static LoopbackReply Raw(string text) => new(Encoding.UTF8.GetBytes(text), LoopbackEnding.Close);

    /// <summary>No answer; the connection stays open until the client leaves or the server ends.</summary>
    public static LoopbackReply Silence() => new([], LoopbackEnding.Hold);

    /// <summary>The JSON of one streamed piece.</summary>
    public static string Piece(string? text, string? finishReason = null, string? refusal = null)
    {
        var delta = new JsonObject();
        if (text is not null)
            delta["content"] = text;
        if (refusal is not null)
            delta["refusal"] = refusal;
        return Delta(delta, finishReason);
    }

    /// <summary>The JSON of one streamed piece with any delta.</summary>
    public static string Delta(JsonObject delta, string? finishReason = null) => new JsonObject
    {
        ["id"] = "chatcmpl-2",
        ["object"] = "chat.completion.chunk",
        ["created"] = 1_700_000_000,
        ["model"] = "model-x-2026-01-01",
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = finishReason }),
    }.ToJsonString();

    /// <summary>The JSON of a stream's last piece: usage and no choice.</summary>
    public static string UsagePiece(int read, int written) => string.Create(CultureInfo.InvariantCulture,
        $$$"""{"id":"chatcmpl-2","choices":[],"usage":{"prompt_tokens":{{{read}}},"completion_tokens":{{{written}}},"total_tokens":{{{read + written}}} }}""");

    private static byte[] Whole(int status, string type, string body, IEnumerable<(string Name, string Value)> headers)
    {
        byte[] content = Encoding.UTF8.GetBytes(body);
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Status\r\nContent-Type: {type}\r\nContent-Length: {content.Length}\r\nConnection: close\r\n");
        foreach ((string name, string value) in headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. content];
    }

    // Without a length the body lasts until the connection ends: what a cut stream looks like behind many proxies.
    private static byte[] Events(IEnumerable<string> events) => Encoding.UTF8.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + string.Concat(events.Select(data => $"data: {data}\n\n")));
}
