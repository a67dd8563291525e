using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace TrialKeep.Storage.Files;

/// <summary>A small file that is there whole or not at all.</summary>
internal static class WholeFile
{
    // Larger than any file that is read whole: a wrong file must not fill the memory.
    private const int Most = 64 << 20;

    /// <summary>Writes beside the file, flushes, renames over it and flushes the folder.</summary>
    public static void Replace(FileOperations files, string path, ReadOnlyMemory<byte> content) => Replace(files, path, [content]);

    /// <summary>The same with content that comes in pieces, and that may be read back before it takes the file's place.</summary>
    /// <param name="files">The file operations.</param>
    /// <param name="path">The file.</param>
    /// <param name="pieces">The content.</param>
    /// <param name="check">Called with the path of what was written, and throws when that is not as it should be; null for no check.</param>
    public static void Replace(FileOperations files, string path, IEnumerable<ReadOnlyMemory<byte>> pieces, Action<string>? check = null)
    {
        // Only the holder of a lock replaces a file, so that one name is enough and nothing piles up after kills.
        string aside = WriteAside(files, path + ".tmp", pieces, check);
        files.Replace(aside, path);
        files.FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>The same, but leaves a file that is there already; false when it was there.</summary>
    public static bool TryCreate(FileOperations files, string path, ReadOnlyMemory<byte> content)
    {
        string own = string.Create(CultureInfo.InvariantCulture, $"{path}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.tmp");
        return TryCreate(files, path, own, [content]);
    }

    /// <summary>The same with content that comes in pieces, and with a name for the unfinished file that is the caller's alone.</summary>
    public static bool TryCreate(FileOperations files, string path, string own, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        string aside = WriteAside(files, own, pieces);
        try
        {
            files.Rename(aside, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            files.Delete(aside);
            return false;
        }

        files.FlushFolder(Path.GetDirectoryName(path)!);
        return true;
    }

    public static byte[] Read(FileOperations files, string path)
    {
        using SafeFileHandle file = files.OpenRead(path);
        long length = files.Length(file);
        if (length > Most) throw new StoreException(Problem.Damaged, $"'{path}' has {length} bytes, more than such a file can have; restore it from a copy.", path);
        byte[] content = new byte[length];
        int read = 0;
        for (int got = 1; got > 0 && read < content.Length; read += got) got = files.Read(file, content.AsSpan(read), read);
        return read == content.Length ? content : content[..read];
    }

    private static string WriteAside(FileOperations files, string aside, IEnumerable<ReadOnlyMemory<byte>> pieces, Action<string>? check = null)
    {
        // What a killed process left is not ours to keep.
        files.Delete(aside);
        try
        {
            Write(files, aside, pieces);
            check?.Invoke(aside);
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error) || error is StoreException)
        {
            files.Delete(aside);
            throw;
        }

        return aside;
    }

    private static void Write(FileOperations files, string aside, IEnumerable<ReadOnlyMemory<byte>> pieces)
    {
        using SafeFileHandle file = files.CreateNew(aside);
        long written = 0;
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            files.Write(file, piece.Span, written);
            written += piece.Length;
        }

        files.Flush(file);
    }
}
