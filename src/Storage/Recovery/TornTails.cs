using System.Globalization;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Recovery;

/// <summary>Cuts what a killed writer left unfinished behind its last good line, after copying it into lost+found.</summary>
internal static class TornTails
{
    private const int PieceSize = 1 << 20;
    private const int EndSize = 64 << 10;

    /// <summary>Cuts the last segment of every writer that no longer lives. The caller holds the run's lock.</summary>
    /// <exception cref="StoreException">Something can't be read or written.</exception>
    public static void Cut(FileOperations files, RunFolder run, RunEnds? ends = null)
    {
        foreach (StreamName stream in run.Streams())
        {
            foreach (IGrouping<string, SegmentName> writer in SegmentName.List(stream).GroupBy(segment => segment.Writer))
            {
                CutLast(files, run, writer.Last(), ends?.Of(stream.Name, writer.Key) ?? -1);
            }
        }
    }

    private static void CutLast(FileOperations files, RunFolder run, SegmentName segment, long end)
    {
        // What is sealed was whole; another process may do so just now.
        if (segment.IsSealed || !File.Exists(segment.Path) || EndsWhole(files, segment)) return;
        SystemErrors.Write(segment.Path, () =>
        {
            // Taken before measuring: a writer that lives may append, be told that it is durable, and be killed in between.
            DurableFolder.Create(files, run.WritersFolder);
            using SafeFileHandle? held = files.TryLock(run.WriterLock(segment.Writer));
            if (held is null || !File.Exists(segment.Path)) return;
            (long goodEnd, long length, long last) = Measure(files, segment);
            // What was good once is damage, which is told and never cut.
            if (goodEnd == length || last < end) return;
            Keep(files, run, segment, goodEnd, length);
            using SafeFileHandle file = files.OpenWrite(segment.Path);
            files.Truncate(file, goodEnd);
            files.Flush(file);
        });
    }

    // Most segments end with a good line, which is seen without reading the others.
    private static bool EndsWhole(FileOperations files, SegmentName segment) => SystemErrors.Read(segment.Path, () =>
    {
        using SafeFileHandle file = files.OpenRead(segment.Path);
        long length = files.Length(file);
        byte[] end = new byte[Math.Min(length, EndSize)];
        if (end.Length == 0 || files.Read(file, end, length - end.Length) < end.Length || end[^1] != '\n') return false;
        int start = end.AsSpan(0, end.Length - 1).LastIndexOf((byte)'\n') + 1;
        return start > 0 && Line.IsIntact(end.AsSpan(start, end.Length - 1 - start), segment.Salt);
    });

    private static (long GoodEnd, long Length, long Last) Measure(FileOperations files, SegmentName segment)
    {
        using SegmentReader reader = new(files, segment, new DamageLog());
        while (reader.Next()) { }
        return (reader.GoodEnd, reader.Length, reader.LastSequence);
    }

    private static void Keep(FileOperations files, RunFolder run, SegmentName segment, long from, long to)
    {
        DurableFolder.Create(files, run.LostAndFound);
        string name = string.Create(CultureInfo.InvariantCulture, $"{segment.Stream.Name}-{segment.Writer}-{segment.Number:D6}-{from}.torn");
        WholeFile.Replace(files, Path.Combine(run.LostAndFound, name), Pieces(files, segment.Path, from, to));
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(FileOperations files, string path, long from, long to)
    {
        using SafeFileHandle file = files.OpenRead(path);
        byte[] piece = new byte[Math.Min(PieceSize, to - from)];
        for (int read; from < to && (read = files.Read(file, piece, from)) > 0; from += read) yield return piece.AsMemory(0, read);
    }
}
