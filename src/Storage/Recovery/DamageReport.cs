using System.Collections.Immutable;

namespace TrialKeep.Storage.Recovery;

/// <summary>What reading found that is not as it was written. The good lines around it were read.</summary>
/// <param name="Lines">Damage, in the order of the files.</param>
/// <param name="TornBytes">
/// Bytes that a killed writer or a power cut left unfinished at the end of segments. They were never acknowledged: this is no damage.
/// </param>
public sealed record DamageReport(ImmutableArray<DamagedLine> Lines, long TornBytes)
{
    /// <summary>Nothing was found.</summary>
    public static DamageReport None { get; } = new([], 0);

    /// <summary>Whether something that was acknowledged is gone or unreadable.</summary>
    public bool IsDamaged => !Lines.IsEmpty;
}
