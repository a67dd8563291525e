using Microsoft.Extensions.AI;
using TrialKeep.Models.Caching;
using TrialKeep.Models.Costs;
using TrialKeep.Models.Limits;
using TrialKeep.Models.Recordings;
using TrialKeep.Models.Telemetry;

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

    /// <summary>Waits before each request until the limiter lets it through. Requests that the service refuses as too many (HTTP 429) pause all and lower the rates.</summary>
    /// <param name="client">The client. The new one disposes it.</param>
    /// <param name="limiter">The limits; one limiter for all clients of one service.</param>
    public static IChatClient UseRateLimit(this IChatClient client, CallLimiter limiter)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(limiter);
        return new RateLimitingChatClient(client, limiter);
    }

    /// <summary>Counts what requests cost, and refuses one that a budget can't bear before it is made (<see cref="FailureKind.BudgetSpent"/>).</summary>
    /// <param name="client">The client. The new one disposes it.</param>
    /// <param name="spending">The count; one for all clients that share a budget.</param>
    public static IChatClient UseCostCounting(this IChatClient client, ChatSpending spending)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(spending);
        return new CostCountingChatClient(client, spending);
    }

    /// <summary>
    /// Makes a span for each request (source <c>TrialKeep</c>) and measures duration, tokens and time to the first piece (meter <c>TrialKeep</c>), by OpenTelemetry's
    /// conventions for generative AI.
    /// </summary>
    /// <param name="client">The client. The new one disposes it.</param>
    /// <param name="content">
    /// Whether spans hold what was said; null for what the environment variable OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT says, which is no unless it is <c>true</c>.
    /// </param>
    /// <param name="time">The clock of durations; null for the system's.</param>
    public static IChatClient UseTelemetry(this IChatClient client, bool? content = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        bool shows = content ?? string.Equals(Environment.GetEnvironmentVariable("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"), "true", StringComparison.OrdinalIgnoreCase);
        return new TelemetryChatClient(client, shows, time ?? TimeProvider.System);
    }
}
