using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Files;
using TrialKeep.Storage.Runs;
using TrialKeep.Storage.Sealing;

namespace TrialKeep.Storage.Maintenance;

/// <summary>
/// Sets bytes of a file aside in lost+found, byte for byte: before each piece a line of JSON says of which file, offset and length it is, and a line feed follows it. The name ends
/// in digits of the content's SHA-256, so that who does it again after a kill writes the same file.
/// </summary>
internal sealed class LostFile(FileOperations files, RunFolder run)
{
    private const int PieceSize = 1 << 20;
    private const int DigestDigits = 16;

    /// <summary>Sets pieces of a file aside, durably.</summary>
    /// <param name="stem">What the name starts with.</param>
    /// <param name="path">The file.</param>
    /// <param name="pieces">The pieces, in order.</param>
    /// <returns>The path in lost+found.</returns>
    /// <exception cref="StoreException">Something can't be read or written.</exception>
    public string Keep(string stem, string path, IReadOnlyList<LostPiece> pieces) => SystemErrors.Write(run.LostAndFound, () =>
    {
        string target = PathOf(stem, path, pieces);
        DurableFolder.Create(files, run.LostAndFound);
        WholeFile.Replace(files, target, Read(path, pieces));
        return target;
    });

    /// <summary>Where the pieces would be kept.</summary>
    /// <exception cref="StoreException">The file can't be read.</exception>
    public string PathOf(string stem, string path, IReadOnlyList<LostPiece> pieces) => SystemErrors.Read(path, () =>
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ReadOnlyMemory<byte> piece in Read(path, pieces)) hash.AppendData(piece.Span);
        return Path.Combine(run.LostAndFound, $"{stem}-{Convert.ToHexStringLower(hash.GetHashAndReset())[..DigestDigits]}.damaged");
    });

    private IEnumerable<ReadOnlyMemory<byte>> Read(string path, IReadOnlyList<LostPiece> pieces)
    {
        using SafeFileHandle file = files.OpenRead(path);
        using SealedContent? content = pieces.Any(static piece => piece.IsContent) ? SealedContent.Open(files, path) : null;
        byte[] buffer = new byte[(int)Math.Min(PieceSize, pieces.Count == 0 ? 0 : pieces.Max(static piece => piece.Length))];
        foreach (LostPiece piece in pieces)
        {
            yield return Head(path, piece);
            long end = piece.Offset + piece.Length;
            for (long at = piece.Offset; at < end;)
            {
                Span<byte> target = buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - at));
                int read = piece.IsContent ? content!.Read(target, at) : files.Read(file, target, at);
                if (read == 0) throw new IOException(FormattableString.Invariant($"'{path}' became shorter than {end} bytes while it was set aside"));
                yield return buffer.AsMemory(0, read);
                at += read;
            }

            yield return "\n"u8.ToArray();
        }
    }

    private byte[] Head(string path, in LostPiece piece)
    {
        JsonSpanWriter writer = JsonSpanWriter.Rent(shared: null);
        writer.Raw("{\"file\":"u8);
        writer.Value(Path.GetRelativePath(run.Folder, path).Replace(Path.DirectorySeparatorChar, '/'));
        writer.Raw(piece.IsContent ? ",\"inflated\":true,\"offset\":"u8 : ",\"inflated\":false,\"offset\":"u8);
        writer.Value(piece.Offset);
        writer.Raw(",\"bytes\":"u8);
        writer.Value(piece.Length);
        writer.Raw("}\n"u8);
        byte[] head = writer.Written.ToArray();
        writer.Return();
        return head;
    }
}
