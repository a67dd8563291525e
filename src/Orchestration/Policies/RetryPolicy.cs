using System.Collections.Immutable;
using System.Globalization;
using TrialKeep.Orchestration.Specs;

namespace TrialKeep;

/// <summary>
/// Which failures of an item are tried again in the same call, and after how long. Each failed try is kept with its number. The waits double, and each is a
/// share of that between a half and the whole, drawn from the generation's seed: calls that failed together don't come back together
/// ("equal jitter", AWS Architecture Blog, "Exponential Backoff And Jitter", 2015).
/// </summary>
public sealed record RetryPolicy
{
    /// <summary>Nothing is tried again until the next call.</summary>
    public static RetryPolicy None { get; } = new();

    /// <summary>How often each kind of failure is tried again; kinds that are not in it never are.</summary>
    public ImmutableSortedDictionary<string, int> Retries { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>The wait before the first retry; each further one is twice as long.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait of its own; a service may ask for a longer one.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait that a service may ask for: beyond it the item has failed for this call.</summary>
    public TimeSpan LongestAskedDelay { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Tries again what may pass by itself: rate limits, failures of the server, lost connections and time-outs.</summary>
    /// <param name="retries">How often, besides the first try.</param>
    public static RetryPolicy Transient(int retries)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(retries);
        return None.With(FailureKind.RateLimited, retries).With(FailureKind.ServerError, retries).With(FailureKind.Connection, retries).With(FailureKind.Timeout, retries);
    }

    /// <summary>The policy with another number of retries for a kind of failure.</summary>
    public RetryPolicy With(string kind, int retries)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        ArgumentOutOfRangeException.ThrowIfNegative(retries);
        return this with { Retries = Retries.SetItem(kind, retries) };
    }

    /// <summary>How long to wait after a failed try; null when it is not tried again.</summary>
    /// <param name="kind">The kind of the failure.</param>
    /// <param name="tries">How many tries there were in this call, this one included.</param>
    /// <param name="asked">The wait that the service has asked for.</param>
    /// <param name="seed">The generation's seed.</param>
    public TimeSpan? DelayAfter(string kind, int tries, TimeSpan? asked, long seed)
    {
        if (tries > Retries.GetValueOrDefault(kind) || asked > LongestAskedDelay) return null;
        // Twenty doublings of a second are twelve days.
        double whole = Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(tries - 1, 20)), LongestDelay.TotalSeconds);
        double share = Identities.Seed(seed, "backoff", tries.ToString(CultureInfo.InvariantCulture)) / (double)long.MaxValue;
        TimeSpan own = TimeSpan.FromSeconds(whole * (0.5 + share / 2));
        return asked > own ? asked : own;
    }
}
