using System.Diagnostics;
using System.Diagnostics.Metrics;
using TrialKeep.Models.Telemetry;

namespace TrialKeep.Models.Caching;

/// <summary>Counts what was found, and says it on the span that is under way.</summary>
internal static class CacheTelemetry
{
    private static readonly Counter<long> s_requests = ChatTelemetry.Meter.CreateCounter<long>(
        "trialkeep.chat.cache.requests", "{request}", "Requests that reached a cache, by whether it had the answer");

    public static void Found(bool hit)
    {
        Activity.Current?.SetTag("trialkeep.cache.hit", hit);
        s_requests.Add(1, new KeyValuePair<string, object?>("trialkeep.cache.hit", hit));
    }
}
