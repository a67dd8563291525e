using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Tests.Clients;

public sealed class AnswerTests
{
    private readonly ChatClients _clients = new();

    [Fact]
    public async Task A_normal_answer_comes_with_everything_the_server_said()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer("Four, of course: «4»"));
        ChatResponse response = await _clients.For(server).GetResponseAsync(ChatClients.Hello);

        Assert.Equal("Four, of course: «4»", response.Text);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
        Assert.Equal("model-x-2026-01-01", response.ModelId);
        Assert.Equal("chatcmpl-1", response.ResponseId);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), response.CreatedAt);
        Assert.Equal((7, 5, 12), (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount, response.Usage?.TotalTokenCount));
        Assert.Equal("chat.completion", Assert.IsType<JsonElement>(response.RawRepresentation).GetProperty("object").GetString());
    }

    [Fact]
    public async Task The_request_is_what_the_options_say_and_no_more()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer("ok"));
        var options = new ChatOptions
        {
            Instructions = "Be brief.", Temperature = 0.7f, TopP = 0.9f, MaxOutputTokens = 64, StopSequences = ["END"], Seed = 9_007_199_254_740_993,
            ResponseFormat = ChatResponseFormat.Json, AdditionalProperties = new() { ["min_p"] = 0.05, ["cache_prompt"] = true },
        };
        ChatMessage[] messages = [new(ChatRole.User, "2 + 2?"), new(ChatRole.Assistant, "4"), new(ChatRole.User, "\"Sure\"? ü")];
        await _clients.For(server).GetResponseAsync(messages, options);

        LoopbackRequest request = Assert.Single(server.Requests);
        Assert.Equal("/v1/chat/completions", request.Path);
        Assert.Equal("Bearer " + ChatClients.Key, request.Headers["Authorization"]);
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(
            """{"model":"model-x","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"2 + 2?"},{"role":"assistant","content":"4"},"""
            + """{"role":"user","content":"\"Sure\"? ü"}],"temperature":0.7,"top_p":0.9,"seed":9007199254740993,"max_completion_tokens":64,"stop":["END"],"""
            + """
            "response_format":{"type":"json_object"},"min_p":0.05,"cache_prompt":true}
            """, request.Body);
    }

    [Fact]
    public async Task Without_options_only_model_and_messages_are_sent_and_without_a_key_no_authorization()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer("ok"));
        using var client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = server.Endpoint, Model = "m" });
        await client.GetResponseAsync(ChatClients.Hello);

        LoopbackRequest request = Assert.Single(server.Requests);
        Assert.Equal("""{"model":"m","messages":[{"role":"user","content":"Hello"}]}""", request.Body);
        Assert.False(request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task The_limit_goes_by_its_old_name_where_asked_and_the_options_model_wins()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer("ok"));
        using var client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = server.Endpoint, Model = "m", UseMaxTokens = true });
        await client.GetResponseAsync(ChatClients.Hello, new ChatOptions { MaxOutputTokens = 5, ModelId = "other" });

        Assert.Equal("""{"model":"other","messages":[{"role":"user","content":"Hello"}],"max_tokens":5}""", Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task A_refusal_is_an_outcome_that_no_one_takes_for_an_answer()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer(null, refusal: "I can't help with that."));
        ChatResponse response = await _clients.For(server).GetResponseAsync(ChatClients.Hello);

        Assert.Equal("", response.Text);
        Assert.Equal(ChatFinishReason.ContentFilter, response.FinishReason);
        ErrorContent refusal = Assert.IsType<ErrorContent>(Assert.Single(Assert.Single(response.Messages).Contents));
        Assert.Equal(("Refusal", "I can't help with that."), (refusal.ErrorCode, refusal.Message));
    }

    [Theory]
    [InlineData("length")]
    [InlineData("content_filter")]
    [InlineData("tool_calls")]
    [InlineData("eos_of_some_other_server")]
    public async Task How_an_answer_ended_is_passed_on(string reason)
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer("Half an ans", reason));
        ChatResponse response = await _clients.For(server).GetResponseAsync(ChatClients.Hello);

        Assert.Equal(("Half an ans", reason), (response.Text, response.FinishReason?.Value));
    }

    [Fact]
    public async Task Reasoning_is_kept_apart_from_the_text_and_content_in_parts_is_joined()
    {
        const string Body = """
            {"choices":[{"message":{"reasoning_content":"Hm.","content":[{"type":"text","text":"4"},{"type":"text","text":"2"}]},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":3,"completion_tokens":9,"prompt_tokens_details":{"cached_tokens":2},"completion_tokens_details":{"reasoning_tokens":8}}}
            """;
        await using var server = new LoopbackChatServer(LoopbackReply.Json(200, Body));
        ChatResponse response = await _clients.For(server).GetResponseAsync(ChatClients.Hello);

        Assert.Equal("42", response.Text);
        Assert.Equal("Hm.", Assert.Single(response.Messages[0].Contents.OfType<TextReasoningContent>()).Text);
        Assert.Equal((2, 8), (response.Usage?.CachedInputTokenCount, response.Usage?.ReasoningTokenCount));
    }

    [Fact]
    public async Task Function_calls_go_there_and_back()
    {
        const string Body = """
            {"choices":[{"message":{"content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"add","arguments":"{\"a\":1,\"b\":\"x\"}"}},
             {"id":"c2","type":"function","function":{"name":"add","arguments":"{\"a\":"}}]},"finish_reason":"tool_calls"}]}
            """;
        await using var server = new LoopbackChatServer(LoopbackReply.Json(200, Body));
        OpenAIChatClient client = _clients.For(server);
        JsonElement schema = JsonSerializer.Deserialize<JsonElement>("""{"type":"object"}""");
        var options = new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("add", "Adds.", schema)], ToolMode = ChatToolMode.RequireAny };
        ChatResponse response = await client.GetResponseAsync(ChatClients.Hello, options);

        List<FunctionCallContent> calls = [.. response.Messages[0].Contents.OfType<FunctionCallContent>()];
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
        Assert.Equal(("c1", "add", "1"), (calls[0].CallId, calls[0].Name, calls[0].Arguments?["a"]?.ToString()));
        Assert.IsType<JsonException>(calls[1].Exception?.InnerException, exactMatch: false);

        await client.GetResponseAsync([.. ChatClients.Hello, new(ChatRole.Assistant, [calls[0]]), new(ChatRole.Tool, [new FunctionResultContent("c1", 3)])]);
        Assert.EndsWith("""
            "tools":[{"type":"function","function":{"name":"add","description":"Adds.","parameters":{"type":"object"}}}],"tool_choice":"required"}
            """, server.Requests[0].Body, StringComparison.Ordinal);
        Assert.EndsWith("""
            {"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"add","arguments":"{\"a\":1,\"b\":\"x\"}"}}]},{"role":"tool","tool_call_id":"c1","content":"3"}]}
            """, server.Requests[1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_before_anything_is_sent()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer("ok"));
        OpenAIChatClient client = _clients.For(server);
        ChatOptions[] refused =
        [
            new() { ConversationId = "c" }, new() { Tools = [new HostedWebSearchTool()] }, new() { AdditionalProperties = new() { ["temperature"] = 1 } },
        ];
        foreach (ChatOptions options in refused)
            await Assert.ThrowsAsync<NotSupportedException>(() => client.GetResponseAsync(ChatClients.Hello, options));
        await Assert.ThrowsAsync<NotSupportedException>(() => client.GetResponseAsync([new(ChatRole.User, [new DataContent(new byte[] { 1 }, "audio/wav")])]));
        Assert.Empty(server.Requests);
    }
}
