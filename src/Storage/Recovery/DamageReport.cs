using System.Collections.Immutable;

namespace TrialKeep.Storage.Recovery;

/// <summary>What reading found that is not as it was written. The good lines around it were read.</summary>
/// <param name="Lines">Damage, in the order of the files.</param>
/// <param name="Torn">What was left unfinished at the end of segments: this is no damage.</param>
public sealed record DamageReport(ImmutableArray<DamagedLine> Lines, ImmutableArray<TornTail> Torn)
{
    /// <summary>Nothing was found.</summary>
    public static DamageReport None { get; } = new([], []);

    /// <summary>Whether something that was acknowledged is gone or unreadable.</summary>
    public bool IsDamaged => !Lines.IsEmpty;

    /// <summary>The bytes of all that is unfinished.</summary>
    public long TornBytes => Torn.Sum(static tail => tail.Length);
}
