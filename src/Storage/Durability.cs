using System.Globalization;

namespace TrialKeep.Storage;

/// <summary>When an append is acknowledged, and so what a power cut may take. A killed process loses nothing that was acknowledged, whichever it is.</summary>
public readonly record struct Durability
{
    private readonly long _ticks;

    private Durability(long ticks) => _ticks = ticks;

    /// <summary>After the device has it: neither a killed process nor a power cut loses what was acknowledged. The default.</summary>
    public static Durability Flush { get; }

    /// <summary>After the operating system has it, and nothing is ever flushed: a power cut may take all of the run.</summary>
    public static Durability None { get; } = new(-1);

    /// <summary>After the operating system has it; the device has it at the latest this much later.</summary>
    /// <param name="time">How long what was acknowledged may wait for its flush: what a power cut may take at most. Whole milliseconds, from 1 ms to one day.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is not one of those.</exception>
    public static Durability Batch(TimeSpan time)
    {
        bool isGood = time >= TimeSpan.FromMilliseconds(1) && time <= TimeSpan.FromDays(1) && time.Ticks % TimeSpan.TicksPerMillisecond == 0;
        return isGood ? new(time.Ticks) : throw new ArgumentOutOfRangeException(nameof(time), time, "Flushes come every 1 ms to one day, in whole milliseconds; choose such a time, Durability.Flush or Durability.None.");
    }

    /// <summary>The time of <see cref="Batch"/>; null for the others.</summary>
    public TimeSpan? Interval => _ticks > 0 ? TimeSpan.FromTicks(_ticks) : null;

    /// <summary><c>flush</c>, <c>none</c> or <c>batch</c>, as headers say it.</summary>
    internal string Name => _ticks == 0 ? "flush" : _ticks < 0 ? "none" : "batch";

    /// <summary><c>flush</c>, <c>none</c>, or <c>batch 250 ms</c>.</summary>
    public override string ToString() => Interval is { } time ? string.Create(CultureInfo.InvariantCulture, $"batch {time.TotalMilliseconds} ms") : Name;
}
