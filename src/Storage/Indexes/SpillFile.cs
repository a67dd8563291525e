using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Indexes;

/// <summary>
/// A temporary file for the parts of an index that nobody looks at: an index of a million records would be most of the memory of a process. It is made when the first page is put
/// there, has no name that others see, and is gone with the index or the process. May be used by several threads.
/// </summary>
/// <param name="files">The file operations.</param>
/// <param name="heldBytes">The bytes that each list holds before its pages go to the file.</param>
internal sealed class SpillFile(FileOperations files, int heldBytes = SpillFile.HeldByDefault) : IDisposable
{
    /// <summary>The bytes of a page.</summary>
    public const int PageBytes = 4096;

    /// <summary>Some sixteen thousand entries of a list: most runs never need a file.</summary>
    private const int HeldByDefault = 1 << 19;

    private readonly Lock _gate = new();
    private SafeFileHandle? _file;
    private int _pages;
    private bool _isRefused;
    private bool _isDisposed;

    /// <summary>The bytes that a list holds before its pages go to the file.</summary>
    public int HeldBytes => heldBytes;

    /// <summary>How many pages were put into the file.</summary>
    internal int Pages => _pages;

    /// <summary>Writes a page, to a place of its own when it has none.</summary>
    /// <param name="place">Where it is; below 0 as long as it is nowhere.</param>
    /// <param name="page">At most <see cref="PageBytes"/>.</param>
    /// <returns>False where there is no room for it: it stays where it was.</returns>
    public bool TryWrite<T>(ref int place, ReadOnlySpan<T> page)
        where T : struct
    {
        if (Open() is not { } file) return false;
        int target = place >= 0 ? place : Interlocked.Increment(ref _pages) - 1;
        try
        {
            files.Write(file, MemoryMarshal.AsBytes(page), (long)target * PageBytes);
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            // What is in memory needs no room. A place that was given away stays empty.
            return false;
        }

        place = target;
        return true;
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="StoreException">It can't be read.</exception>
    /// <exception cref="ObjectDisposedException">The index was closed.</exception>
    public void Read<T>(int place, Span<T> page)
        where T : struct
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Span<byte> bytes = MemoryMarshal.AsBytes(page);
        try
        {
            int filled = 0;
            for (int read; filled < bytes.Length && (read = files.Read(_file!, bytes[filled..], (long)place * PageBytes + filled)) > 0; filled += read) { }
            if (filled == bytes.Length) return;
        }
        catch (Exception error) when (SystemErrors.IsSystemError(error))
        {
            throw new StoreException(Problem.NotReadable, $"The temporary file of an index can't be read ({error.Message.TrimEnd('.')}); look after the disk that holds temporary files, or set TMPDIR to a folder on another, and call again.", cause: error);
        }

        throw new StoreException(Problem.NotReadable, "The temporary file of an index is shorter than it was; look after the disk that holds temporary files, or set TMPDIR to a folder on another, and call again.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _file?.Dispose();
        }
    }

    private SafeFileHandle? Open()
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_file is not null || _isRefused) return _file;
            try
            {
                return _file = files.CreateTemporary();
            }
            catch (Exception error) when (SystemErrors.IsSystemError(error))
            {
                // Then memory has to do.
                _isRefused = true;
                return null;
            }
        }
    }
}
