using System.Collections.Immutable;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Recovery;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Gathers what is found and counts what is read.</summary>
internal sealed class FindingLog
{
    private readonly ImmutableArray<Finding>.Builder _findings = ImmutableArray.CreateBuilder<Finding>();

    public int Runs { get; set; }

    public long Segments { get; set; }

    public long Lines { get; set; }

    public long Objects { get; set; }

    public long? CatalogRows { get; set; }

    public void Add(FindingKind kind, string file, string message) => _findings.Add(new(kind, file, null, null, message));

    public void Add(FindingKind kind, in Place place, string message) => _findings.Add(new(kind, place.File, place.Line, place.Offset, message));

    /// <param name="damage">What a stream's reader reports.</param>
    /// <param name="hasEnded">The run has ended, after all of it had been flushed: nothing in it can be unfinished.</param>
    public void Add(DamageReport damage, bool hasEnded)
    {
        foreach (DamagedLine line in damage.Lines) _findings.Add(new(FindingKind.DamagedLine, line.File, line.Line, line.Offset, line.Reason));
        foreach (TornTail tail in damage.Torn)
        {
            (FindingKind kind, string what) = hasEnded ? (FindingKind.DamagedLine, "are unreadable, and the run had ended") : (FindingKind.TornTail, "were never finished");
            _findings.Add(new(kind, tail.File, tail.Line, tail.Offset, FormattableString.Invariant($"{tail.Length} bytes at the end {what}")));
        }
    }

    /// <summary>Reads something; what can't be read is a finding about the file that the error names.</summary>
    public void Try(string file, Action read)
    {
        try
        {
            read();
        }
        catch (StoreException error)
        {
            _findings.Add(new(FindingKind.DamagedFile, error.File ?? file, error.Line, error.Offset, error.Message));
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            Add(FindingKind.DamagedFile, file, error.Message);
        }
    }

    public VerifyReport ToReport() => new(_findings.ToImmutable(), Runs, Segments, Lines, Objects) { CatalogRows = CatalogRows };
}
