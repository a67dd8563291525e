namespace TrialKeep;

/// <summary>How answers are kept in a store.</summary>
public sealed record ChatCacheOptions
{
    /// <summary>The experiment of the store that holds them: verified, sealed, listed and erased like any other.</summary>
    public string Experiment { get; init; } = "chat-cache";

    /// <summary>What answers depend on besides request, provider, address and model, such as the quantization of a local model; part of the key.</summary>
    public string? Scope { get; init; }

    /// <summary>
    /// What stands in the key for the address of the service; null for the address itself. For servers that move (a port that is drawn, a gateway with
    /// many names) while the model behind them stays.
    /// </summary>
    public string? Address { get; init; }

    /// <summary>The clock of latencies.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
