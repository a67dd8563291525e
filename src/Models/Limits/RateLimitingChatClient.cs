using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Costs;
using TrialKeep.Models.Streaming;

namespace TrialKeep.Models.Limits;

/// <summary>Waits before each request until the limiter lets it through, and tells it how the request ended.</summary>
internal sealed class RateLimitingChatClient(IChatClient inner, CallLimiter limiter) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using CallPermit permit = await limiter.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ChatResponse response = await InnerClient.GetResponseAsync(messages, options, cancellationToken).ConfigureAwait(false);
            permit.Answered(UsageOf.Response(response));
            return response;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            permit.Failed(failure);
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using CallPermit permit = await limiter.EnterAsync(cancellationToken).ConfigureAwait(false);
        TimedStream stream = new(TimeProvider.System, () => InnerClient.GetStreamingResponseAsync(messages, options, cancellationToken), cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            while (await NextAsync(stream, permit).ConfigureAwait(false) is { } update) yield return update;
            permit.Answered(UsageOf.Response(stream.ToResponse()));
        }
    }

    private static async ValueTask<ChatResponseUpdate?> NextAsync(TimedStream stream, CallPermit permit)
    {
        try
        {
            return await stream.NextAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            permit.Failed(failure);
            throw;
        }
    }
}
