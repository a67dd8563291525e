using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Tests.Answers;

public sealed class AskTests
{
    [Fact]
    public async Task One_line_gives_what_a_record_keeps()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer("4", "length"));
        using var client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = server.Endpoint, Model = "m" });
        ChatAnswer answer = await client.AskAsync("2 + 2?", new ChatOptions { Instructions = "Count." });

        Assert.Equal(("4", null, "length", "model-x-2026-01-01", 7L, 5L),
            (answer.Text, answer.Refusal, answer.FinishReason, answer.Model, answer.InputTokens, answer.OutputTokens));
        Assert.Equal((new Usage(7, 5), AnswerOutcome.Truncated), (answer.Usage, answer.Outcome));
        Assert.InRange(answer.Latency, TimeSpan.FromTicks(1), TimeSpan.FromMinutes(1));
        Assert.Equal("2 + 2?", Assert.Single(server.Requests).Prompt);
    }

    [Fact]
    public async Task A_refusal_has_no_text_and_silence_has_an_empty_one()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer(null, refusal: "No."), LoopbackReply.Answer("", "length"));
        using var client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = server.Endpoint, Model = "m" });
        ChatAnswer refused = await client.AskAsync("?");
        ChatAnswer silent = await client.AskAsync("?");

        Assert.Equal((null, "No.", "content_filter"), (refused.Text, refused.Refusal, refused.FinishReason));
        Assert.Equal((AnswerOutcome.Refused, AnswerOutcome.Truncated), (refused.Outcome, silent.Outcome));
        Assert.Equal(("", null, "length"), (silent.Text, silent.Refusal, silent.FinishReason));
    }

    [Fact]
    public async Task The_index_of_a_sample_is_not_sent()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Answer("4"));
        using var client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = server.Endpoint, Model = "m" });
        await client.AskAsync("2 + 2?", new ChatOptions { AdditionalProperties = new() { ["own"] = 1 } }.ForSample(3));
        Assert.Equal(["model", "messages", "own"], Assert.Single(server.Requests).Json.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task A_stream_has_the_time_of_its_first_piece()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Stream(
            LoopbackReply.Piece(""), LoopbackReply.Piece("Fo"), LoopbackReply.Piece("ur"), LoopbackReply.Piece(null, "stop"), LoopbackReply.UsagePiece(7, 2)));
        using var client = new OpenAIChatClient(new OpenAIChatClientOptions { Endpoint = server.Endpoint, Model = "m" });
        ChatAnswer answer = await client.AskStreamingAsync("2 + 2?");
        Assert.Equal(("Four", "stop", 2L), (answer.Text, answer.FinishReason, answer.OutputTokens));
        Assert.InRange(answer.FirstToken!.Value, TimeSpan.FromTicks(1), answer.Latency);
    }
}
