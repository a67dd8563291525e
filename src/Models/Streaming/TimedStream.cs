using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Streaming;

/// <summary>Passes the pieces of an answer on, gathers them and takes the time of the first that says something.</summary>
internal sealed class TimedStream : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly IAsyncEnumerator<ChatResponseUpdate> _updates;
    private readonly List<ChatResponseUpdate> _seen = [];

    public TimedStream(TimeProvider time, Func<IAsyncEnumerable<ChatResponseUpdate>> call, CancellationToken cancellation)
    {
        _time = time;
        _start = time.GetTimestamp();
        _updates = call().GetAsyncEnumerator(cancellation);
    }

    /// <summary>From the call to the first text, reasoning, data or tool call; null before.</summary>
    public TimeSpan? FirstToken { get; private set; }

    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>The next piece; null at the end.</summary>
    public async ValueTask<ChatResponseUpdate?> NextAsync()
    {
        if (!await _updates.MoveNextAsync().ConfigureAwait(false)) return null;
        ChatResponseUpdate update = _updates.Current;
        if (FirstToken is null && update.Contents.Any(Says)) FirstToken = Elapsed;
        _seen.Add(update);
        return update;
    }

    /// <summary>The pieces so far as one response.</summary>
    public ChatResponse ToResponse() => _seen.ToChatResponse();

    public ValueTask DisposeAsync() => _updates.DisposeAsync();

    private static bool Says(AIContent content) => content switch
    {
        TextContent text => text.Text.Length > 0,
        TextReasoningContent reasoning => reasoning.Text.Length > 0,
        _ => content is not UsageContent,
    };
}
