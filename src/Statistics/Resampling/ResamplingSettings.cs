namespace TrialKeep.Statistics.Resampling;

/// <summary>How often is drawn, from which seed and on how many threads. The number of threads never changes a result.</summary>
public sealed record ResamplingSettings
{
    private readonly int _resamples = 10_000;
    private readonly int _threads;

    /// <summary>How many resamples or permutations are drawn, at least 1; 10,000 unless told.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public int Resamples
    {
        get => _resamples;
        init => _resamples = value >= 1 ? value
            : throw new ArgumentOutOfRangeException(nameof(Resamples), value, "At least one resample must be drawn.");
    }

    /// <summary>Where the random numbers start; resample i draws from stream i of this seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>How many threads may work at once; 0 stands for all cores.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int Threads
    {
        get => _threads;
        init => _threads = value >= 0 ? value
            : throw new ArgumentOutOfRangeException(nameof(Threads), value, "Give a number of threads, or 0 for all cores.");
    }

    internal static ResamplingSettings Default { get; } = new();
}
