using System.Collections.Immutable;

namespace TrialKeep.Storage.Recovery;

/// <summary>Gathers what several segments have to report.</summary>
internal sealed class DamageLog
{
    private readonly ImmutableArray<DamagedLine>.Builder _lines = ImmutableArray.CreateBuilder<DamagedLine>();
    private long _tornBytes;

    public void Add(DamagedLine line) => _lines.Add(line);

    public void AddTorn(long bytes) => _tornBytes += bytes;

    public DamageReport ToReport() => _lines.Count == 0 && _tornBytes == 0 ? DamageReport.None : new(_lines.ToImmutable(), _tornBytes);
}
