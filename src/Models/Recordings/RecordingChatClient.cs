using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using TrialKeep.Models.Requests;
using TrialKeep.Models.Streaming;

namespace TrialKeep.Models.Recordings;

/// <summary>Answers from a recording, adds to it, or both.</summary>
internal sealed class RecordingChatClient(IChatClient inner, ChatRecording recording, TimeProvider time) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IReadOnlyList<ChatMessage> asked = [.. messages];
        string request = TextOf(asked, options);
        if (Find(request) is { } known) return known;
        long start = time.GetTimestamp();
        ChatResponse response = await InnerClient.GetResponseAsync(asked, ChatSample.Without(options), cancellationToken).ConfigureAwait(false);
        Add(request, response, time.GetElapsedTime(start), firstToken: null).AddTo(response);
        return response;
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        IReadOnlyList<ChatMessage> asked = [.. messages];
        string request = TextOf(asked, options);
        if (Find(request) is { } known)
        {
            foreach (ChatResponseUpdate piece in known.ToChatResponseUpdates()) yield return piece;
            yield break;
        }

        TimedStream stream = new(time, () => InnerClient.GetStreamingResponseAsync(asked, ChatSample.Without(options), cancellationToken), cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            while (await stream.NextAsync().ConfigureAwait(false) is { } update) yield return update;
            ChatResponse whole = stream.ToResponse();
            yield return Add(request, whole, stream.Elapsed, stream.FirstToken).ToUpdate(whole);
        }
    }

    private string TextOf(IReadOnlyList<ChatMessage> messages, ChatOptions? options)
    {
        ChatClientMetadata? metadata = InnerClient.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        return RecordedLine.TextOf(RequestText.Of(messages, options, metadata?.DefaultModelId));
    }

    private ChatResponse? Find(string request)
    {
        if (recording.Mode == RecordingMode.Record) return null;
        if (recording.TryFind(request, out RecordedLine? line)) return line.ToResponse();
        return recording.Mode == RecordingMode.Replay ? throw recording.Missing(request) : null;
    }

    private ChatOrigin Add(string request, ChatResponse response, TimeSpan latency, TimeSpan? firstToken)
    {
        ChatOrigin origin = ChatOrigin.Of(response) is { } inner ? inner with { NotKept = null } : new() { Source = ChatSource.Model, Latency = latency, FirstToken = firstToken };
        RecordedLine line;
        try
        {
            line = RecordedLine.Of(request, response, origin);
        }
        catch (NotSupportedException error)
        {
            // The answer is there and paid for; it says itself that it is not in the recording.
            return origin with { NotKept = error.Message };
        }

        recording.Add(line);
        return origin;
    }
}
