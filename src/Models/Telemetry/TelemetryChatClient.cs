using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Streaming;

namespace TrialKeep.Models.Telemetry;

/// <summary>A span and measurements for each request, by OpenTelemetry's conventions for generative AI.</summary>
internal sealed class TelemetryChatClient : DelegatingChatClient
{
    private readonly ChatClientMetadata? _metadata;
    private readonly bool _content;
    private readonly TimeProvider _time;

    public TelemetryChatClient(IChatClient inner, bool content, TimeProvider time)
        : base(inner)
    {
        _metadata = inner.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        (_content, _time) = (content, time);
    }

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        using ChatSpan span = new(_metadata, asked, options, _content, _time);
        try
        {
            ChatResponse response = await InnerClient.GetResponseAsync(asked, options, cancellationToken).ConfigureAwait(false);
            span.Answered(response, firstPiece: null);
            return response;
        }
        catch (Exception failure)
        {
            span.Failed(failure);
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> asked = [.. messages];
        using ChatSpan span = new(_metadata, asked, options, _content, _time);
        TimedStream stream = new(_time, () => InnerClient.GetStreamingResponseAsync(asked, options, cancellationToken), cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            while (await NextAsync(stream, span).ConfigureAwait(false) is { } update)
            {
                yield return update;
                // Whoever reads the stream has a span of its own in between.
                if (span.Activity is { } activity) Activity.Current = activity;
            }

            span.Answered(stream.ToResponse(), stream.FirstToken);
        }
    }

    private static async ValueTask<ChatResponseUpdate?> NextAsync(TimedStream stream, ChatSpan span)
    {
        try
        {
            return await stream.NextAsync().ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            span.Failed(failure);
            throw;
        }
    }
}
