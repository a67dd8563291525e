using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Tests.Clients;

public sealed class StreamingTests
{
    private readonly ChatClients _clients = new();

    [Fact]
    public async Task A_stream_comes_in_its_pieces_and_adds_up()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Stream(
            LoopbackReply.Piece(""), LoopbackReply.Piece("Fo"), LoopbackReply.Piece("ur"), LoopbackReply.Piece(null, "stop"), LoopbackReply.UsagePiece(7, 2)));
        List<ChatResponseUpdate> updates = await _clients.For(server).GetStreamingResponseAsync(ChatClients.Hello).ToListAsync();
        ChatResponse response = updates.ToChatResponse();

        Assert.Equal(["", "Fo", "ur", "", ""], updates.Select(update => update.Text));
        Assert.Equal(("Four", "stop", "chatcmpl-2", "model-x-2026-01-01"), (response.Text, response.FinishReason?.Value, response.ResponseId, response.ModelId));
        Assert.Equal((7, 2), (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount));
        Assert.Equal("""{"model":"model-x","messages":[{"role":"user","content":"Hello"}],"stream":true,"stream_options":{"include_usage":true}}""",
            Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task A_streamed_refusal_is_no_text_either()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Stream(
            LoopbackReply.Piece(null, refusal: "I "), LoopbackReply.Piece(null, refusal: "won't."), LoopbackReply.Piece(null, "stop")));
        ChatResponse response = await _clients.For(server).GetStreamingResponseAsync(ChatClients.Hello).ToChatResponseAsync();
        ChatAnswer answer = ChatAnswer.From(response, TimeSpan.Zero);
        Assert.Equal((null, "I won't.", "content_filter"), (answer.Text, answer.Refusal, answer.FinishReason));
    }

    [Fact]
    public async Task Streamed_function_calls_are_put_together_by_their_index()
    {
        static string Piece(string json, string? reason = null) => LoopbackReply.Delta(new JsonObject { ["tool_calls"] = JsonNode.Parse(json) }, reason);
        await using var server = new LoopbackChatServer(LoopbackReply.Stream(
            Piece("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\""}}]"""), Piece("""[{"index":1,"id":"b","function":{"name":"g","arguments":""}}]"""),
            Piece("""[{"index":0,"function":{"arguments":":1}"}}]""", "tool_calls")));
        ChatResponse response = await _clients.For(server).GetStreamingResponseAsync(ChatClients.Hello).ToChatResponseAsync();
        List<FunctionCallContent> calls = [.. response.Messages[0].Contents.OfType<FunctionCallContent>()];
        Assert.Equal(["a:f:1", "b:g:"], calls.Select(call => $"{call.CallId}:{call.Name}:{call.Arguments!.Values.FirstOrDefault()}"));
    }

    [Fact]
    public async Task A_stream_that_is_cut_in_the_middle_is_a_failure_after_what_came()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.CutStream(LoopbackReply.Piece("Fo")));
        (string text, VariantException failure) = await FailedStream(_clients.For(server));
        Assert.Equal(("Fo", FailureKind.Connection), (text, failure.Kind));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_stream_that_stalls_is_a_time_out()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.StalledStream(LoopbackReply.Piece("Fo")));
        (string text, VariantException failure) = await FailedStream(_clients.For(server, timeout: TimeSpan.FromMilliseconds(500)));
        Assert.Equal(("Fo", FailureKind.Timeout), (text, failure.Kind));
    }

    [Fact]
    public async Task An_answer_that_has_ended_needs_no_closing_word()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.CutStream(LoopbackReply.Piece("4"), LoopbackReply.Piece(null, "length")));
        ChatResponse response = await _clients.For(server).GetStreamingResponseAsync(ChatClients.Hello).ToChatResponseAsync();
        Assert.Equal(("4", ChatFinishReason.Length), (response.Text, response.FinishReason));
    }

    [Fact]
    public async Task An_error_in_the_middle_of_a_stream_has_its_kind()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Stream(LoopbackReply.Piece("Fo"), """{"error":{"message":"out of memory","code":503}}"""));
        (string text, VariantException failure) = await FailedStream(_clients.For(server));
        Assert.Equal(("Fo", FailureKind.ServerError), (text, failure.Kind));
        Assert.EndsWith(": out of memory", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("7")]
    public async Task An_event_that_is_no_chunk_is_an_invalid_response(string data)
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Stream(LoopbackReply.Piece("Fo"), data));
        Assert.Equal(FailureKind.InvalidResponse, (await FailedStream(_clients.For(server))).Failure.Kind);
    }

    [Fact]
    public async Task A_server_that_does_not_stream_is_an_invalid_response()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer("whole"));
        Assert.Equal(FailureKind.InvalidResponse, (await FailedStream(_clients.For(server))).Failure.Kind);
    }

    [Fact]
    public async Task Until_the_answer_begins_a_stream_is_retried_like_any_call()
    {
        await using var server = new LoopbackChatServer(
            LoopbackReply.Error(429, "slow down", ("Retry-After", "3")), LoopbackReply.Drop(), LoopbackReply.Stream(LoopbackReply.Piece("4", "stop")));
        Assert.Equal("4", (await _clients.For(server).GetStreamingResponseAsync(ChatClients.Hello).ToChatResponseAsync()).Text);
        Assert.Equal([3.0, 1.0], _clients.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_refused_stream_does_not_show_the_key()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Error(401, "bad key " + ChatClients.Key));
        Assert.Equal(FailureKind.RequestRefused, (await FailedStream(_clients.For(server))).Failure.Kind);
    }

    [Fact]
    public async Task Cancellation_in_the_middle_of_a_stream_stays_a_cancellation()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.StalledStream(LoopbackReply.Piece("Fo")));
        using var cancel = new CancellationTokenSource();
        await using IAsyncEnumerator<ChatResponseUpdate> updates =
            _clients.For(server).GetStreamingResponseAsync(ChatClients.Hello, cancellationToken: cancel.Token).GetAsyncEnumerator();
        Assert.True(await updates.MoveNextAsync());
        ValueTask<bool> next = updates.MoveNextAsync();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.AsTask());
    }

    private static async Task<(string Text, VariantException Failure)> FailedStream(OpenAIChatClient client)
    {
        string text = "";
        VariantException failure = await ChatClients.FailureOf(async () =>
        {
            await foreach (ChatResponseUpdate update in client.GetStreamingResponseAsync(ChatClients.Hello))
                text += update.Text;
        });
        return (text, failure);
    }
}
