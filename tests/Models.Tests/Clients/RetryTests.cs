using System.Diagnostics;
using System.Globalization;

namespace TrialKeep.Models.Tests.Clients;

public sealed class RetryTests
{
    private readonly ChatClients _clients = new();

    [Fact]
    public async Task Too_many_requests_is_tried_again_after_the_wait_that_the_server_asks_for()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Error(429, "slow down", ("Retry-After", "17")), LoopbackReply.Answer("ok"));
        Assert.Equal("ok", (await _clients.For(server).GetResponseAsync(ChatClients.Hello)).Text);
        Assert.Equal(2, server.Requests.Count);
        Assert.Equal([TimeSpan.FromSeconds(17)], _clients.Waits);
        Assert.Equal(server.Requests[0].Body, server.Requests[1].Body);
        Assert.Equal("Bearer " + ChatClients.Key, server.Requests[1].Headers["Authorization"]);
    }

    [Fact]
    public async Task A_date_is_a_wait_too()
    {
        string date = DateTimeOffset.UtcNow.AddSeconds(60).ToString("r", CultureInfo.InvariantCulture);
        await using var server = new LoopbackChatServer(LoopbackReply.Error(503, "busy", ("Retry-After", date)), LoopbackReply.Answer("ok"));
        await _clients.For(server).GetResponseAsync(ChatClients.Hello);
        Assert.InRange(Assert.Single(_clients.Waits), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task The_public_client_really_waits()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Error(429, "slow down", ("Retry-After", "1")), LoopbackReply.Answer("ok"));
        using var client = new OpenAIChatClient(ChatClients.Options(server.Endpoint));
        long start = Stopwatch.GetTimestamp();
        await client.GetResponseAsync(ChatClients.Hello);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.FromSeconds(0.95), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Waits_double_and_a_zero_from_the_server_does_not_shorten_them()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Error(429, "slow down", ("Retry-After", "0")));
        VariantException failure = await ChatClients.FailureOf(_clients.For(server));
        Assert.Equal(FailureKind.RateLimited, failure.Kind);
        Assert.EndsWith("asked for fewer calls (HTTP 429) after 4 attempts: slow down", failure.Message, StringComparison.Ordinal);
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal([0.5, 1, 2], _clients.Waits.Select(wait => wait.TotalSeconds));
    }

    [Fact]
    public async Task A_wait_past_the_overall_time_out_is_not_begun()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Error(429, "quota", ("Retry-After", "86400")));
        VariantException failure = await ChatClients.FailureOf(_clients.For(server));
        Assert.Equal(FailureKind.RateLimited, failure.Kind);
        Assert.Contains("would have to wait 86400 s", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(_clients.Waits);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(529)]
    public async Task A_server_error_is_tried_again(int status)
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Error(status, "oops"), LoopbackReply.Answer("ok"));
        Assert.Equal("ok", (await _clients.For(server).GetResponseAsync(ChatClients.Hello)).Text);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_server_error_for_ever_is_a_failure_after_the_last_retry(int maxRetries)
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Error(500, "out of\n memory \u001b[31m"));
        VariantException failure = await ChatClients.FailureOf(_clients.For(server, maxRetries));
        Assert.Equal(FailureKind.ServerError, failure.Kind);
        Assert.EndsWith(": out of memory [31m", failure.Message, StringComparison.Ordinal);
        Assert.Equal(maxRetries + 1, server.Requests.Count);
    }

    [Fact]
    public async Task A_dropped_connection_is_tried_again()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Drop(), LoopbackReply.CutBody(), LoopbackReply.Answer("ok"));
        Assert.Equal("ok", (await _clients.For(server).GetResponseAsync(ChatClients.Hello)).Text);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_time_out_is_tried_again()
    {
        await using var server = new LoopbackChatServer(LoopbackReply.Silence(), LoopbackReply.Answer("ok"));
        Assert.Equal("ok", (await _clients.For(server, timeout: TimeSpan.FromSeconds(1)).GetResponseAsync(ChatClients.Hello)).Text);
        Assert.Equal(2, server.Requests.Count);
    }
}
