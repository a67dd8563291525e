namespace TrialKeep.Storage.Files;

/// <summary>Waits for a lock that others hold for moments.</summary>
internal static class LockWait
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    /// <summary>Tries every few milliseconds, for 30 s at the longest.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="attempt">Takes the lock; null while somebody else has it.</param>
    /// <param name="busy">What is thrown in the end; it gets the seconds that were waited.</param>
    public static T Until<T>(TimeProvider time, Func<T?> attempt, Func<double, StoreException> busy)
        where T : class
    {
        long started = time.GetTimestamp();
        while (true)
        {
            if (attempt() is { } taken) return taken;
            if (time.GetElapsedTime(started) > s_longest) throw busy(s_longest.TotalSeconds);
            Thread.Sleep(s_pause);
        }
    }
}
