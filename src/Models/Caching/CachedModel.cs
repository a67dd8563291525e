namespace TrialKeep.Models.Caching;

/// <summary>Who is asked, as a variant of the cache's experiment.</summary>
[ExperimentVariant("trialkeep.chat-model", Version = 1)]
internal sealed partial record CachedModel
{
    /// <summary>The provider, as the client names it.</summary>
    [KeyPart]
    public string? Provider { get; init; }

    /// <summary>The address of the service: two servers may run two models under one name.</summary>
    [KeyPart]
    public string? Address { get; init; }

    /// <summary>The model that was asked for.</summary>
    [KeyPart]
    public string? Model { get; init; }

    /// <summary>What the user says that answers depend on besides the request.</summary>
    [KeyPart]
    public string? Scope { get; init; }
}
