using System.ClientModel.Primitives;
using System.Net.ServerSentEvents;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Wire;

namespace TrialKeep.Models.Clients;

/// <summary>The server-sent events of one answer, one update an event.</summary>
internal sealed class ChatEventStream : IAsyncDisposable
{
    private readonly PipelineResponse _response;
    private readonly IAsyncEnumerator<SseItem<byte[]>> _events;
    private readonly ChatChunks _chunks = new();
    private bool _any;

    public ChatEventStream(PipelineResponse response, CancellationToken cancellation)
    {
        _response = response;
        Stream stream = response.ContentStream ?? throw new WireException("it has no body", "");
        _events = SseParser.Create(stream, (_, data) => data.ToArray()).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
    }

    /// <summary>The next update, or null at the end of the answer.</summary>
    /// <exception cref="IOException">The stream ended before the answer did.</exception>
    public async ValueTask<ChatResponseUpdate?> NextAsync()
    {
        if (await _events.MoveNextAsync().ConfigureAwait(false) && !_events.Current.Data.AsSpan().SequenceEqual("[DONE]"u8))
        {
            _any = true;
            return _chunks.Read(_events.Current.Data);
        }
        if (!_any)
            throw new WireException("the stream held no event", "");
        // Some servers leave out the closing [DONE]; none leaves out the reason for which the answer ended.
        return _chunks.Finished ? null : throw new IOException("The stream ended before the answer was complete.");
    }

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
    }
}
