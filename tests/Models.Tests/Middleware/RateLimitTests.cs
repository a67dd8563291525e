using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Tests.Middleware;

public sealed class RateLimitTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Requests_wait_for_the_rate()
    {
        ScriptedClient inner = new("x");
        IChatClient client = inner.UseRateLimit(new CallLimiter(new() { RequestsPerMinute = 60 }, _time));
        await client.GetResponseAsync(Responses.Hello);
        Task<ChatResponse> second = client.GetStreamingResponseAsync(Responses.Hello).ToChatResponseAsync();
        await WaitingAsync();
        Assert.Equal(1, inner.Calls);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        await second;
        Assert.Equal(2, inner.Calls);
    }

    [Fact]
    public async Task Tokens_wait_for_what_the_answers_said()
    {
        ScriptedClient inner = new("x");
        CallLimiter limiter = new(new() { TokensPerMinute = 60 }, _time);
        IChatClient client = inner.UseRateLimit(limiter);
        // 12 tokens at one a second: the first call leaves a debt of eleven.
        await client.GetResponseAsync(Responses.Hello);
        Task<ChatResponse> second = client.GetResponseAsync(Responses.Hello);
        await WaitingAsync();
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((1, 1), (inner.Calls, limiter.Waiting));
        _time.Advance(TimeSpan.FromSeconds(20));
        await DrainAsync(second);
        Assert.Equal((2, 0), (inner.Calls, limiter.Waiting));
    }

    [Fact]
    public async Task Too_many_requests_pause_all_for_as_long_as_the_service_asks()
    {
        int calls = 0;
        ScriptedClient inner = new(_ => calls++ == 0 ? throw new VariantException(FailureKind.RateLimited, "slow") { RetryAfter = TimeSpan.FromSeconds(30) } : Responses.Text("x"));
        IChatClient client = inner.UseRateLimit(new CallLimiter(new() { Concurrency = 4 }, _time));
        await Assert.ThrowsAsync<VariantException>(() => client.GetResponseAsync(Responses.Hello));
        Task<ChatResponse> next = client.GetResponseAsync(Responses.Hello);
        await WaitingAsync();
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, inner.Calls);
        _time.Advance(TimeSpan.FromSeconds(2));
        await DrainAsync(next);
        Assert.Equal(2, inner.Calls);
    }

    [Fact]
    public async Task So_many_at_once_and_a_place_that_is_left_is_free()
    {
        TaskCompletionSource gate = new();
        ScriptedClient inner = new("x") { Gate = gate.Task };
        IChatClient client = inner.UseRateLimit(new CallLimiter(new() { Concurrency = 1 }, _time));
        using CancellationTokenSource leaving = new();
        Task<ChatResponse> first = client.GetResponseAsync(Responses.Hello, null, leaving.Token);
        Task<ChatResponse> second = client.GetResponseAsync(Responses.Hello);
        Assert.Equal(1, inner.Calls);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();
        await second;
        Assert.Equal(2, inner.Calls);
    }

    [Fact]
    public void What_belongs_to_a_run_is_refused() =>
        Assert.Throws<ArgumentException>(static () => new CallLimiter(new() { Timeout = TimeSpan.FromSeconds(1) }));

    private async Task WaitingAsync()
    {
        while (_time.Waiting == 0) await Task.Yield();
    }

    // A wait may be followed by another one: buckets that fill while nobody looks round the other way.
    private async Task DrainAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await task;
    }
}
