using System.Diagnostics;

namespace TrialKeep.Benchmarks.Measuring;

/// <summary>Seconds by the monotonic clock.</summary>
internal static class Timed
{
    public static double Run(Action act)
    {
        long started = Stopwatch.GetTimestamp();
        act();
        return Since(started);
    }

    public static double Since(long started) => Stopwatch.GetElapsedTime(started).TotalSeconds;
}
