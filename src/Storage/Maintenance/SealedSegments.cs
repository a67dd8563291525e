using TrialKeep.Storage.Files;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Maintenance;

/// <summary>Holds a sealed segment whole against its seal.</summary>
internal static class SealedSegments
{
    private const int LongestSeal = 512;

    /// <summary>What does not fit; null when the segment is as it was sealed.</summary>
    /// <exception cref="StoreException">It can't be read.</exception>
    public static string? Compare(FileOperations files, SegmentName segment, CancellationToken cancellation) =>
        SystemErrors.Read(segment.SealedPath, () => CompareUnguarded(files, segment, cancellation));

    private static string? CompareUnguarded(FileOperations files, SegmentName segment, CancellationToken cancellation)
    {
        byte[] end;
        using (SealedContent content = SealedContent.Open(files, segment.SealedPath))
        {
            if (content.Problem is { } problem) return problem;
            end = new byte[Math.Min(LongestSeal, content.Length)];
            if (!TryFill(content, end, content.Length - end.Length)) return "its end can't be inflated";
        }

        int start = end.AsSpan(0, Math.Max(0, end.Length - 1)).LastIndexOf((byte)'\n') + 1;
        ReadOnlySpan<byte> line = end.AsSpan(start);
        if (line.IsEmpty || !Line.TryOpen(line, out LineKind kind, out _, out _, out int body) || kind != LineKind.Seal || !Seal.TryRead(line, body, out Seal seal)) return "its last line is no seal";
        return SealCheck.Compare(files, segment.SealedPath, seal, line, cancellation);
    }

    // A read gives what one member holds.
    private static bool TryFill(SealedContent content, Span<byte> target, long offset)
    {
        int filled = 0;
        for (int read; filled < target.Length && (read = content.Read(target[filled..], offset + filled)) > 0; filled += read) { }
        return filled == target.Length;
    }
}
