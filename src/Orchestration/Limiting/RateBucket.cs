namespace TrialKeep.Orchestration.Limiting;

/// <summary>
/// A token bucket: it fills at a rate and holds what a second brings, at least one call. Something that is larger than the bucket is let through when it is full
/// and leaves a debt. Not for several threads.
/// </summary>
internal sealed class RateBucket(double perMinute, TimeProvider time)
{
    private readonly double _size = Math.Max(1, perMinute / 60);
    private double _level = Math.Max(1, perMinute / 60);
    private long _filled = time.GetTimestamp();

    /// <summary>The share of the rate that is used now, above 0 and at most 1.</summary>
    public double Share { get; set; } = 1;

    /// <summary>How long until so much may be taken; zero when it may be now.</summary>
    public TimeSpan DelayFor(double amount)
    {
        Fill();
        double lacking = Math.Min(amount, _size) - _level;
        return lacking <= 0 ? TimeSpan.Zero : TimeSpan.FromMinutes(lacking / (perMinute * Share)) + TimeSpan.FromTicks(1);
    }

    /// <summary>Takes so much, or gives it back when it is negative.</summary>
    public void Take(double amount)
    {
        Fill();
        _level = Math.Min(_level - amount, _size);
    }

    private void Fill()
    {
        long now = time.GetTimestamp();
        _level = Math.Min(_level + time.GetElapsedTime(_filled, now).TotalMinutes * perMinute * Share, _size);
        _filled = now;
    }
}
