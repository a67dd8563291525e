using Microsoft.Extensions.AI;
using TrialKeep.Models.Caching;
using TrialKeep.Models.Recordings;

namespace TrialKeep;

/// <summary>
/// What can be put in front of any chat client, in the convention of <c>ChatClientBuilder</c>: each call wraps the client before it, so that the last one
/// sees a request first. A usual order is <c>client.UseRateLimit(...).UseCostCounting(...).UseTelemetry().UseStoreCache(...)</c>: a hit then costs and waits for nothing.
/// </summary>
public static class ChatMiddleware
{
    /// <summary>Keeps answers in a store, and answers equal requests from there.</summary>
    /// <param name="client">The client that is asked on a miss. The new one disposes it.</param>
    /// <param name="cache">Where answers are kept. The caller disposes it, when all clients have ended.</param>
    public static IChatClient UseStoreCache(this IChatClient client, ChatCache cache)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(cache);
        return new CachingChatClient(client, cache);
    }

    /// <summary>Answers from a recording, adds to it, or both, as its mode says.</summary>
    /// <param name="client">The client that is asked for what is to be recorded; when everything is replayed it is never called. The new one disposes it.</param>
    /// <param name="recording">The recording. The caller disposes it, when all clients have ended.</param>
    /// <param name="time">The clock of latencies; null for the system's.</param>
    public static IChatClient UseRecording(this IChatClient client, ChatRecording recording, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(recording);
        return new RecordingChatClient(client, recording, time ?? TimeProvider.System);
    }
}
