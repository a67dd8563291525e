namespace TrialKeep.Storage.Crash.Tests.Models;

/// <summary>A clock that jumps a day forwards or backwards whenever it is asked.</summary>
public sealed class RandomTime(Chance chance) : TimeProvider
{
    private static readonly DateTimeOffset s_middle = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (chance) return s_middle.AddSeconds(chance.Below(2 * 86_400) - 86_400);
    }
}
