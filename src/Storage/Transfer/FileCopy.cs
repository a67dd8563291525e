using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Transfer;

/// <summary>Copies one file, durably, through the file operations of two stores.</summary>
internal static class FileCopy
{
    private const int PieceSize = 1 << 20;

    /// <exception cref="StoreException">It can't be read or written.</exception>
    public static void Write(FileOperations from, string path, FileOperations to, string copy) => SystemErrors.Write(copy, () =>
    {
        DurableFolder.Create(to, Path.GetDirectoryName(copy)!);
        WholeFile.Replace(to, copy, Pieces(from, path));
    });

    private static IEnumerable<ReadOnlyMemory<byte>> Pieces(FileOperations files, string path)
    {
        using SafeFileHandle file = SystemErrors.Read(path, () => files.OpenRead(path));
        byte[] piece = new byte[PieceSize];
        long offset = 0;
        for (int read; (read = SystemErrors.Read(path, () => files.Read(file, piece, offset))) > 0; offset += read) yield return piece.AsMemory(0, read);
    }
}
