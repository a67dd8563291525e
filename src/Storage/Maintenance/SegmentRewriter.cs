using System.Globalization;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Recovery;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Maintenance;

/// <summary>
/// Writes segments anew without some of their lines. The new content is written aside, flushed and read back before it takes the segment's place as a plain
/// file, which counts from then on; a sealed segment's old file is deleted after that, and the new one is sealed. Whatever fails in between leaves the old
/// content or the new one, whole. The caller holds the locks of the run and of its writers, and has made the catalog forget the run.
/// </summary>
internal sealed class SegmentRewriter(FileOperations files, CancellationToken cancellation)
{
    /// <summary>Writes a segment.</summary>
    /// <exception cref="StoreException">It can't be read or written, or what was written can't be read back.</exception>
    /// <exception cref="OperationCanceledException">It was ended; the segment is the old one, or the new one and still plain.</exception>
    public void Rewrite(SegmentEdit edit)
    {
        cancellation.ThrowIfCancellationRequested();
        SegmentName plain = edit.Name with { IsSealed = false };
        bool wasSealed = File.Exists(plain.SealedPath);
        SystemErrors.Write(plain.Path, () =>
        {
            WholeFile.Replace(files, plain.Path, edit.Content(files), aside => Check(aside, edit));
            if (!wasSealed) return;
            files.Delete(plain.SealedPath);
            files.FlushFolder(plain.Stream.Folder);
        });
        if (wasSealed) new SegmentSealer(files, cancellation).Seal(plain, new SealLog());
    }

    private void Check(string aside, SegmentEdit edit)
    {
        DamageLog damage = new();
        using SegmentReader reader = new(files, aside, edit.Name.Salt, damage);
        long lines = reader.Header is null ? 0 : 1;
        long last = -1;
        while (reader.Next()) (lines, last) = (lines + 1, reader.Sequence);
        if ((lines, last) == edit.Expected() && reader.GoodEnd == reader.Length && damage.ToReport() == DamageReport.None) return;
        throw new IOException(string.Create(CultureInfo.InvariantCulture, $"what was written could not be read back: {lines} good lines up to the number {last} of {edit.Expected()}"));
    }
}
