using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Sealing;

/// <summary>Seals the segments of a run's journal and evaluations whose writers no longer live. Each writer's lock is held meanwhile.</summary>
/// <param name="files">The file operations.</param>
/// <param name="run">The run.</param>
/// <param name="from">Bytes from which a segment is sealed.</param>
/// <param name="pause">Called after each piece of a segment; null for none.</param>
internal sealed class RunSealer(FileOperations files, RunFolder run, long from, Action? pause = null)
{
    /// <exception cref="StoreException">A segment can't be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was ended; what is sealed stays so.</exception>
    public void Seal(SealLog log, CancellationToken cancellation)
    {
        foreach (StreamName stream in run.Streams())
        {
            foreach (IGrouping<string, SegmentName> writer in SegmentName.List(stream).Where(IsWanted).GroupBy(segment => segment.Writer)) Seal([.. writer], log, cancellation);
        }
    }

    /// <summary>Whether there is anything to do, without a lock or a file operation.</summary>
    public bool HasWork() => run.Streams().SelectMany(SegmentName.List).Any(IsWanted);

    private void Seal(List<SegmentName> segments, SealLog log, CancellationToken cancellation)
    {
        string path = run.WriterLock(segments[0].Writer);
        using SafeFileHandle? held = SystemErrors.Write(path, () =>
        {
            DurableFolder.Create(files, run.WritersFolder);
            return files.TryLock(path);
        });
        SegmentSealer sealer = new(files, cancellation, pause);
        foreach (SegmentName segment in segments)
        {
            cancellation.ThrowIfCancellationRequested();
            if (held is null) log.Leave(segment.Path, "its writer is at work");
            else sealer.Seal(segment, log);
        }
    }

    // A sealer that was stopped left two files, or something unfinished: that is always cleared up.
    private bool IsWanted(SegmentName segment) =>
        File.Exists(segment.SealedPath + ".tmp")
        || (!segment.IsSealed && (File.Exists(segment.SealedPath) || new FileInfo(segment.Path) is { Exists: true } plain && plain.Length >= from));
}
