using System.Text.Json;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Storage.Events;

/// <summary>Something that happened: a wait for a rate limit, a retry, an event of the user's own.</summary>
/// <param name="Name">What kind of event it is, to count by.</param>
public sealed record RunEvent(string Name)
{
    /// <summary>The generation that it belongs to; null when it belongs to the run itself.</summary>
    public KeyId? Generation { get; init; }

    /// <summary>How much it matters; null when nobody said.</summary>
    public EventLevel? Level { get; init; }

    /// <summary>A sentence for people; null when there is none.</summary>
    public string? Text { get; init; }

    /// <summary>What belongs to it, one JSON value; null when there is nothing.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>When it happened; null when it is appended: now, by the store's clock.</summary>
    public DateTimeOffset? Time { get; init; }
}
