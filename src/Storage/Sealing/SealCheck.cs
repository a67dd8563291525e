using System.Globalization;
using System.Security.Cryptography;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Sealing;

/// <summary>Reads a sealed segment whole and holds it against its seal: every member, the count of lines and of bytes, the SHA-256.</summary>
internal static class SealCheck
{
    private const int PieceSize = 64 << 10;

    /// <summary>What is wrong with a file, or null.</summary>
    /// <param name="files">The file operations.</param>
    /// <param name="path">The file.</param>
    /// <param name="seal">What must be in it.</param>
    /// <param name="line">The seal's line.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static string? Compare(FileOperations files, string path, in Seal seal, ReadOnlySpan<byte> line, CancellationToken cancellation)
    {
        using SealedContent content = SealedContent.Open(files, path);
        if (content.Problem is { } problem) return problem;
        if (content.Length != seal.Bytes + line.Length) return string.Create(CultureInfo.InvariantCulture, $"it holds {content.Length} bytes, not {seal.Bytes + line.Length}");
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] piece = new byte[PieceSize];
        long lines = 0;
        for (long at = 0; at < seal.Bytes;)
        {
            cancellation.ThrowIfCancellationRequested();
            int read = content.Read(piece.AsSpan(0, (int)Math.Min(piece.Length, seal.Bytes - at)), at);
            if (read == 0) return content.HoleAt(at)?.Reason ?? "it ends too early";
            hash.AppendData(piece.AsSpan(0, read));
            lines += piece.AsSpan(0, read).Count((byte)'\n');
            at += read;
        }

        if (lines != seal.Lines) return string.Create(CultureInfo.InvariantCulture, $"it holds {lines} lines before the seal, not {seal.Lines}");
        if (new Digest(hash.GetHashAndReset()) != seal.Content) return "its content does not fit the seal's SHA-256";
        byte[] last = new byte[line.Length];
        return content.Read(last, seal.Bytes) == last.Length && line.SequenceEqual(last) ? null : "its last line is not the seal";
    }
}
