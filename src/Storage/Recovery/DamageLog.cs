using System.Collections.Immutable;

namespace TrialKeep.Storage.Recovery;

/// <summary>Gathers what several segments have to report.</summary>
internal sealed class DamageLog
{
    private readonly ImmutableArray<DamagedLine>.Builder _lines = ImmutableArray.CreateBuilder<DamagedLine>();
    private readonly ImmutableArray<TornTail>.Builder _torn = ImmutableArray.CreateBuilder<TornTail>();

    public void Add(DamagedLine line) => _lines.Add(line);

    public void AddTorn(TornTail tail) => _torn.Add(tail);

    public DamageReport ToReport() => _lines.Count == 0 && _torn.Count == 0 ? DamageReport.None : new(_lines.ToImmutable(), _torn.ToImmutable());
}
