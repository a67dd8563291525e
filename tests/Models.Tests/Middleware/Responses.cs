using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Tests.Middleware;

/// <summary>Responses with each kind of content, and their JSON.</summary>
internal static class Responses
{
    private static readonly byte[] s_pixels = [0x89, 0x50, 0x4E, 0x47, 0, 255];

    public static ChatMessage[] Hello => [new(ChatRole.User, "Hello?")];

    public static ChatResponse Text(string text) => Of(new TextContent(text));

    public static ChatResponse Of(params AIContent[] contents) => new(new ChatMessage(ChatRole.Assistant, [.. contents]) { MessageId = "m1" })
    {
        ResponseId = "r1",
        ModelId = "model-x-2026",
        FinishReason = ChatFinishReason.Stop,
        CreatedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Usage = new() { InputTokenCount = 7, OutputTokenCount = 5, TotalTokenCount = 12, CachedInputTokenCount = 3, ReasoningTokenCount = 2, AdditionalCounts = new() { ["x"] = 1 } },
    };

    public static ChatResponse Kind(string kind) => kind switch
    {
        "text" => Text("Größe \u2028 \"quoted\" 😀"),
        "empty" => Text(""),
        "reasoning" => Of(new TextReasoningContent("Let me think.") { ProtectedData = "c2VjcmV0" }, new TextContent("4")),
        "image" => Of(new DataContent(s_pixels, "image/png") { Name = "a.png" }),
        "link" => Of(new UriContent("https://example.org/a.png", "image/png")),
        "call" => Of(new FunctionCallContent("c1", "weather", new Dictionary<string, object?> { ["city"] = "Bern", ["days"] = 2, ["deep"] = JsonElement.Parse("""{"b":1,"a":[1.50,null]}""") })),
        "result" => Of(new FunctionResultContent("c1", JsonElement.Parse("""{"sun":true}"""))),
        "refusal" => Of(new ErrorContent("I can't.") { ErrorCode = "Refusal", Details = "policy" }),
        "file" => Of(new HostedFileContent("f1")),
        "annotated" => Of(new TextContent("See the source.")
        {
            Annotations = [new CitationAnnotation { Title = "T", Url = new("https://example.org/"), Snippet = "s", AnnotatedRegions = [new TextSpanAnnotatedRegion { StartIndex = 0, EndIndex = 3 }] }],
            AdditionalProperties = new() { ["score"] = 0.5, ["a"] = "b" },
        }),
        "turns" => new([new(ChatRole.Assistant, [new FunctionCallContent("c1", "f")]) { MessageId = "m1" }, new(ChatRole.Tool, [new FunctionResultContent("c1", "42")]) { MessageId = "m2" }, new(ChatRole.Assistant, "It is 42.") { MessageId = "m3" }])
        {
            ModelId = "model-x", FinishReason = ChatFinishReason.ToolCalls, AdditionalProperties = new() { ["fingerprint"] = "fp_1" },
        },
        _ => throw new ArgumentException(kind),
    };

    public static TheoryData<string> Kinds => ["text", "empty", "reasoning", "image", "link", "call", "result", "refusal", "file", "annotated", "turns"];

    /// <summary>The JSON that Microsoft.Extensions.AI writes, without what a cache or a recording says of itself.</summary>
    public static string Json(ChatResponse response)
    {
        ChatResponse plain = JsonSerializer.Deserialize<ChatResponse>(JsonSerializer.Serialize(response, AIJsonUtilities.DefaultOptions), AIJsonUtilities.DefaultOptions)!;
        foreach (string name in plain.AdditionalProperties?.Keys.Where(static name => name.StartsWith("trialkeep.", StringComparison.Ordinal)).ToArray() ?? []) plain.AdditionalProperties!.Remove(name);
        if (plain.AdditionalProperties?.Count == 0) plain.AdditionalProperties = null;
        return JsonSerializer.Serialize(plain, AIJsonUtilities.DefaultOptions);
    }
}
