namespace TrialKeep.Models.Caching;

/// <summary>A request as a task of the cache's experiment.</summary>
[ExperimentTask("trialkeep.chat-request", Version = 1)]
internal sealed partial record CachedRequest
{
    /// <summary>The messages, as JSON.</summary>
    [KeyPart]
    public required string Messages { get; init; }

    /// <summary>The options but for the model, as JSON.</summary>
    [KeyPart, Deduplicated]
    public required string Options { get; init; }

    /// <summary>The tools, as JSON.</summary>
    [KeyPart, Deduplicated]
    public required string Tools { get; init; }
}
