using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Requests;
using TrialKeep.Models.Streaming;
using TrialKeep.Storage;

namespace TrialKeep.Models.Caching;

/// <summary>
/// Answers from a <see cref="ChatCache"/> what was answered before, and asks the client behind it for the rest. An answer is found whether it is asked for whole
/// or in pieces, and came so. Failures and answers that broke off are not kept. Equal requests at the same time are one.
/// </summary>
/// <remarks>
/// A request that goes on with what a server keeps (<c>ConversationId</c>, <c>ContinuationToken</c>, background responses) is always asked, and
/// <see cref="ChatOrigin.NotKept"/> says so. One that can't be written down is refused: it could only be found by luck.
/// </remarks>
internal sealed class CachingChatClient : DelegatingChatClient
{
    private readonly ChatCache _cache;
    private readonly ChatClientMetadata? _metadata;

    public CachingChatClient(IChatClient inner, ChatCache cache)
        : base(inner)
    {
        _cache = cache;
        _metadata = inner.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
    }

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IReadOnlyList<ChatMessage> asked = [.. messages];
        ChatOptions? sent = ChatSample.Without(options);
        if (StateOf(options) is { } reason) return await AskAsync(asked, sent, reason, cancellationToken).ConfigureAwait(false);
        CacheKey key = KeyOf(asked, options);
        while (true)
        {
            if (_cache.Find(key) is { } known) return Hit(known);
            if (_cache.Flights.TryBegin(key.Generation, out Flight? own, out Flight? other))
            {
                using (own) return _cache.Find(key) is { } meanwhile ? Land(own, meanwhile) : await FlyAsync(own, key, asked, sent, cancellationToken).ConfigureAwait(false);
            }

            if (await other.End.WaitAsync(cancellationToken).ConfigureAwait(false) is { } answer) return Hit(answer);
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IReadOnlyList<ChatMessage> asked = [.. messages];
        ChatOptions? sent = ChatSample.Without(options);
        string? reason = StateOf(options);
        CacheKey? key = reason is null ? KeyOf(asked, options) : null;
        Flight? own = null;
        CachedAnswer? known = null;
        while (key is not null && (known = _cache.Find(key)) is null && !_cache.Flights.TryBegin(key.Generation, out own, out Flight? other))
        {
            if ((known = await other.End.WaitAsync(cancellationToken).ConfigureAwait(false)) is not null) break;
        }

        using (own)
        {
            // The one before may have landed between the look and the start.
            if (own is not null && (known = _cache.Find(key!)) is not null) own.Land(known);
            IAsyncEnumerable<ChatResponseUpdate> pieces = known is null ? StreamAsync(own, key, asked, sent, reason, cancellationToken) : Pieces(Hit(known));
            await foreach (ChatResponseUpdate piece in pieces.ConfigureAwait(false)) yield return piece;
        }
    }

    private CacheKey KeyOf(IReadOnlyList<ChatMessage> messages, ChatOptions? options) => new(
        RequestText.Of(messages, options, _metadata?.DefaultModelId),
        new()
        {
            Provider = _metadata?.ProviderName,
            Address = _cache.Options.Address ?? _metadata?.ProviderUri?.AbsoluteUri,
            Model = options?.ModelId ?? _metadata?.DefaultModelId,
            Scope = _cache.Options.Scope,
        });

    private static string? StateOf(ChatOptions? options) => options switch
    {
        { ConversationId: not null } => "it goes on with a conversation that the server keeps",
        { ContinuationToken: not null } => "it goes on with a response that the server keeps",
        { AllowBackgroundResponses: true } => "the answer may come in the background",
        _ => null,
    };

    private ChatResponse Hit(CachedAnswer answer)
    {
        _cache.CountHit();
        CacheTelemetry.Found(hit: true);
        return answer.ToResponse();
    }

    private ChatResponse Land(Flight flight, CachedAnswer answer)
    {
        flight.Land(answer);
        return Hit(answer);
    }

    private void CountMiss()
    {
        _cache.CountMiss();
        CacheTelemetry.Found(hit: false);
    }

    private async Task<ChatResponse> FlyAsync(Flight flight, CacheKey key, IReadOnlyList<ChatMessage> messages, ChatOptions? options, CancellationToken cancellation)
    {
        CountMiss();
        long start = _cache.Options.Time.GetTimestamp();
        ChatResponse response;
        try
        {
            response = await InnerClient.GetResponseAsync(messages, options, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            flight.Fail(failure);
            throw;
        }

        ChatOrigin origin = OriginOf(response, _cache.Options.Time.GetElapsedTime(start), firstToken: null);
        origin = origin with { NotKept = await KeepAsync(flight, key, response, origin).ConfigureAwait(false) };
        origin.AddTo(response);
        return response;
    }

    private async Task<ChatResponse> AskAsync(IReadOnlyList<ChatMessage> messages, ChatOptions? options, string reason, CancellationToken cancellation)
    {
        CountMiss();
        long start = _cache.Options.Time.GetTimestamp();
        ChatResponse response = await InnerClient.GetResponseAsync(messages, options, cancellation).ConfigureAwait(false);
        (OriginOf(response, _cache.Options.Time.GetElapsedTime(start), firstToken: null) with { NotKept = reason }).AddTo(response);
        return response;
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        Flight? flight, CacheKey? key, IReadOnlyList<ChatMessage> messages, ChatOptions? options, string? reason, [EnumeratorCancellation] CancellationToken cancellation)
    {
        CountMiss();
        TimedStream stream = new(_cache.Options.Time, () => InnerClient.GetStreamingResponseAsync(messages, options, cancellation), cancellation);
        await using (stream.ConfigureAwait(false))
        {
            while (await NextAsync(stream, flight).ConfigureAwait(false) is { } update) yield return update;
            ChatResponse whole = stream.ToResponse();
            ChatOrigin origin = OriginOf(whole, stream.Elapsed, stream.FirstToken);
            if (key is not null) reason = await KeepAsync(flight!, key, whole, origin).ConfigureAwait(false);
            yield return (origin with { NotKept = reason }).ToUpdate(whole);
        }
    }

    private static async ValueTask<ChatResponseUpdate?> NextAsync(TimedStream stream, Flight? flight)
    {
        try
        {
            return await stream.NextAsync().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            flight?.Fail(failure);
            throw;
        }
    }

    // What lies behind this client may have asked nobody either: then the times are its own.
    private static ChatOrigin OriginOf(ChatResponse response, TimeSpan latency, TimeSpan? firstToken) =>
        ChatOrigin.Of(response) is { } inner ? inner with { NotKept = null } : new() { Source = ChatSource.Model, Latency = latency, FirstToken = firstToken };

    // The answer is there and paid for: when it can't be written down it is still given, and says that it was not kept.
    private async Task<string?> KeepAsync(Flight flight, CacheKey key, ChatResponse response, ChatOrigin origin)
    {
        if (response.ConversationId is not null) return "the server keeps the conversation";
        if (response.ContinuationToken is not null) return "the answer is not complete";
        CachedAnswer answer;
        try
        {
            answer = CachedAnswer.Of(response, origin);
        }
        catch (NotSupportedException error)
        {
            return error.Message;
        }

        try
        {
            if (await _cache.KeepAsync(key, answer).ConfigureAwait(false) is { } reason) return reason;
        }
        catch (StoreException error)
        {
            // Those who wait would pay for it again, and could not keep it either.
            flight.Fail(error);
            throw;
        }

        flight.Land(answer);
        return null;
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Pieces(ChatResponse response)
    {
        foreach (ChatResponseUpdate piece in response.ToChatResponseUpdates())
        {
            await Task.CompletedTask.ConfigureAwait(false);
            yield return piece;
        }
    }
}
